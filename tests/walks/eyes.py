"""The eyes of a walk: what a screen reader is told of the window in front, and nothing more.

Reads one command a line and answers in one line: `focus`, `moved`, `rest`, `group`, `names`,
`told WORDS`, `read SECONDS WORDS`, `where NAME`. It never acts on the program: keys come from
xdotool.
"""

from __future__ import annotations

import fnmatch
import os
import sys
import time
from dataclasses import dataclass

from tests.walks.bus import Bus, Message

ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
REGISTRY = "org.a11y.atspi.Registry"
ROOT = "/org/a11y/atspi/accessible/root"
FOCUSED, VISIBLE = 12, 30  # bits of a state, AT-SPI 2
SCREEN = 0  # extents are told from the corner of the screen
CHOICES = {7, 44}  # roles: check box, radio button
DEEPEST = 40
QUIET = 0.02
"""Seconds without another word about the focus after which it has come to rest."""
LULL = 0.15
"""The same after a key that may change a whole page."""


@dataclass(frozen=True)
class Thing:
    """One thing in a window: where it can be asked, and what it is."""

    bus_name: str
    path: str
    name: str
    role: int
    focused: bool


class Eyes:
    """One reader of one screen."""

    def __init__(self) -> None:
        """Find the bus for assistive programs, and ask to be told where the keyboard goes."""
        session = Bus(os.environ["DBUS_SESSION_BUS_ADDRESS"])
        told = session.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
        if told is None:
            raise ConnectionError("there is no bus for assistive programs")
        self._bus = Bus(told.body[0])
        registry = (REGISTRY, "/org/a11y/atspi/registry", REGISTRY, "RegisterEvent")
        self._bus.call(*registry, "object:state-changed:focused")
        rule = "type='signal',interface='org.a11y.atspi.Event.Object',member='StateChanged'"
        bus_itself = ("org.freedesktop.DBus", "/", "org.freedesktop.DBus")
        self._bus.call(*bus_itself, "AddMatch", rule)
        self._at: tuple[str, str] | None = None

    # Where the keyboard is

    def moved(self, patience: float = 3.0) -> Thing | None:
        """Wait until the keyboard has gone somewhere and come to rest; where it is then."""
        end = time.monotonic() + patience
        came = self._hear()
        while not came and time.monotonic() < end:
            self._bus.listen(QUIET)
            came = self._hear()
        while came:
            self._bus.listen(QUIET)
            came = self._hear()
        return self.focus()

    def rest(self) -> None:
        """Wait until nothing more is said about the keyboard."""
        self._bus.listen(LULL)
        while self._hear():
            self._bus.listen(LULL)

    def _hear(self) -> bool:
        heard = False
        for signal in self._bus.signals:
            if signal.member == "StateChanged" and signal.body[:2] == ("focused", 1):
                self._at = (signal.sender, signal.path)
                heard = True
        self._bus.signals.clear()
        return heard

    def focus(self) -> Thing | None:
        """What has the keyboard now: as last told, and looked for where that has gone."""
        self._bus.listen(0)
        self._hear()
        if self._at is not None:
            (found,) = self._ask_all([self._at])
            if found is not None and found[0].focused:
                return found[0]
        self._at = None
        for thing in self._all():
            if thing.focused:
                self._at = (thing.bus_name, thing.path)
                return thing
        return None

    def group(self) -> tuple[str, list[str]]:
        """For an answer or a tab: what it stands in, such as a question; and all beside it."""
        here = self.focus()
        if here is None or here.role not in CHOICES:
            return "", []
        told = self._property(here.bus_name, here.path, "Parent")
        if told is None:
            return "", []
        parent = told.body[0]
        (above,) = self._ask_all([parent])
        if above is None:
            return "", []
        beside = [one[0].name for one in self._ask_all(above[1]) if one is not None]
        return above[0].name, beside

    # What can be read

    def names(self) -> list[str]:
        """Every word that stands in the windows on this screen."""
        return [thing.name for thing in self._all() if thing.name]

    def told(self, words: str) -> list[str]:
        """The names of things about which these words are said besides: a state, a date."""
        named = [thing for thing in self._all() if thing.name]
        prop = ("org.freedesktop.DBus.Properties", "Get", ACCESSIBLE, "Description")
        asked = [self._bus.ask(thing.bus_name, thing.path, *prop) for thing in named]
        found: list[str] = []
        for thing, number in zip(named, asked, strict=True):
            said = self._bus.answer(number)
            if said is not None and words.casefold() in said.body[0].casefold():
                found.append(thing.name)
        return found

    def read(self, words: str, patience: float) -> bool:
        """Wait until these words can be read somewhere."""
        folded, end = words.casefold(), time.monotonic() + patience
        while True:
            if any(folded in name.casefold() for name in self.names()):
                return True
            if time.monotonic() > end:
                return False
            self._bus.listen(0.1)
            self._hear()

    def where(self, name: str) -> tuple[int, int] | None:
        """The middle of the first thing with this name, a pattern; None when it is not here."""
        for thing in self._all():
            if not fnmatch.fnmatchcase(_one_line(thing.name), name):
                continue
            told = self._bus.call(thing.bus_name, thing.path, COMPONENT, "GetExtents", SCREEN)
            if told is not None:
                left, top, wide, high = told.body[0]
                return left + wide // 2, top + high // 2
        return None

    def _all(self) -> list[Thing]:
        """Everything visible, a level at a time, so that a whole level is asked at once."""
        told = self._bus.call(REGISTRY, ROOT, ACCESSIBLE, "GetChildren")
        level: list[tuple[str, str]] = list(told.body[0]) if told is not None else []
        found: list[Thing] = []
        for depth in range(DEEPEST):
            below: list[tuple[str, str]] = []
            for one in self._ask_all(level, hidden_too=depth == 0):
                if one is not None:
                    found.append(one[0])
                    below.extend(one[1])
            level = below
            if not level:
                break
        return found

    def _ask_all(
        self, where: list[tuple[str, str]], *, hidden_too: bool = False
    ) -> list[tuple[Thing, list[tuple[str, str]]] | None]:
        bus, asked = self._bus, []
        for name, path in where:
            prop = (name, path, "org.freedesktop.DBus.Properties", "Get", ACCESSIBLE, "Name")
            whats = ("GetRole", "GetState", "GetChildren")
            rest = [bus.ask(name, path, ACCESSIBLE, what) for what in whats]
            asked.append((name, path, [bus.ask(*prop), *rest]))
        found: list[tuple[Thing, list[tuple[str, str]]] | None] = []
        for name, path, numbers in asked:
            named, role, state, below = (bus.answer(number) for number in numbers)
            if named is None or role is None or state is None or below is None:
                found.append(None)  # it went while we looked
                continue
            bits = state.body[0]
            if not (hidden_too or _has(bits, VISIBLE)):
                found.append(None)
                continue
            thing = Thing(name, path, named.body[0], role.body[0], _has(bits, FOCUSED))
            found.append((thing, list(below.body[0])))
        return found

    def _property(self, name: str, path: str, what: str) -> Message | None:
        properties = "org.freedesktop.DBus.Properties"
        return self._bus.call(name, path, properties, "Get", ACCESSIBLE, what)


def _has(bits: list[int], number: int) -> bool:
    return bool(bits[number // 32] >> number % 32 & 1)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def answer(eyes: Eyes, line: str) -> str:
    """What is said to one command."""
    command, _, rest = line.partition(" ")
    if command in {"focus", "moved"}:
        thing = eyes.moved() if command == "moved" else eyes.focus()
        return _one_line(thing.name) if thing is not None else ""
    if command == "rest":
        eyes.rest()
        return ""
    if command == "group":
        question, beside = eyes.group()
        return "\t".join(map(_one_line, [question, *beside]))
    if command == "read":
        seconds, _, words = rest.partition(" ")
        return "yes" if eyes.read(words, float(seconds)) else "no"
    if command == "told":
        return "\t".join(map(_one_line, eyes.told(rest)))
    if command == "where":
        middle = eyes.where(rest)
        return f"{middle[0]} {middle[1]}" if middle is not None else ""
    if command == "names":
        return "\t".join(map(_one_line, eyes.names()))
    return "?"


def main() -> None:
    """Answer until nobody asks any more."""
    eyes = Eyes()
    print("ready", flush=True)
    for line in sys.stdin:
        print(answer(eyes, line.rstrip("\n")), flush=True)


if __name__ == "__main__":
    main()
