"""Who you are here, and what this program is, cannot do, and stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from ui.controls import Facts, HeadRule, State
from ui.controls.stack import Stack
from ui.pages.settings.looks import draft_words
from ui.pages.unlock.ask import called
from ui.start import VERSION
from ui.text import plain

if TYPE_CHECKING:
    from ui.session import Session
    from ui.theme import Theme


class YouPart(Stack):
    """The names that stand on everything recorded and sent."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        profile = session.unlocked.profile
        facts = [
            (_("Name"), profile.by.name),
            (_("Role"), profile.by.role),
            (_("Organisation"), session.desk.area_title),
            (_("Area"), profile.area),
            (_("You sign as"), profile.by.principal),
            (_("Place on this laptop"), called(session.vault.place().nickname)),
        ]
        self.add(Facts(theme, facts, label_width=190, ruled=True, strong=True))
        note = _(
            "These stand on every entry as they were when it was written, so they are not changed "
            "here. With a new name, role or area, set up a new place on this laptop: lock, then "
            "“Somebody else on this laptop”."
        )
        self.add(plain(theme, note, "note", "ink2"), gap=12)


class AboutPart(Stack):
    """Version, limits in plain words, and licences."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.add(plain(theme, _("One Chance, version {version}").format(version=VERSION), "row"))
        if (draft := draft_words()) is not None:
            self.add(State(theme, "triangle-alert", draft, "attn"), gap=8)
            told = _("Nobody who works in this language has checked its words yet.")
            self.add(plain(theme, told, "body"), gap=4)
        self.add(HeadRule(theme, _("What it cannot do")), gap=20)
        for limit in limits():
            self.add(plain(theme, limit, "body"), gap=8)
        self.add(HeadRule(theme, _("What it stands on")), gap=24)
        self.add(Facts(theme, licences(), label_width=230), gap=8)
        own = _(
            "One Chance itself: Apache License 2.0. The full texts are in the program’s folder."
        )
        self.add(plain(theme, own, "note", "ink2"), gap=12)


def limits() -> tuple[str, ...]:
    """The limits that matter at a door; docs/limits.md has all of them."""
    return (
        _("It cannot tell whether a person is safe. It has no score. A blank is never a no."),
        _("It cannot protect a laptop that is open, or a passphrase that was watched or forced."),
        _("It cannot call back a handover that has been opened."),
        _("It learns that a key was withdrawn only when the next list is carried in."),
        _("Its questions and rules were written from public guidance. No authority has approved "
          "them. Your local procedures come first."),
        _("No practitioner has used it on a real visit yet, and nobody has tried it with a screen "
          "reader outside of tests."),
    )  # fmt: skip


def licences() -> list[tuple[str, str]]:
    """What is shipped with the program, and under which licence."""
    return [
        ("Qt, PySide6, Shiboken", "LGPL-3.0"),
        ("SQLCipher, sqlcipher3", "BSD-3-Clause, zlib"),
        ("cryptography", "Apache-2.0 / BSD-3-Clause"),
        ("pyrage (age)", "MIT"),
        ("Typst", "Apache-2.0"),
        ("Babel, tzdata", "BSD-3-Clause, Apache-2.0"),
        ("Atkinson Hyperlegible Next, Noto", "SIL OFL 1.1"),
        ("Lucide", "ISC, MIT"),
    ]
