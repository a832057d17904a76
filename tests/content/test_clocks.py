"""The clocks pack: every silence has a clock, and an area may set its own, with its own source."""

from collections.abc import Callable

import pytest

from app.content.clocks_loader import load_timers, with_own
from app.content.library import load_library
from app.content.packs_on_disk import read_packs
from app.domain.codes import Step
from app.domain.errors import ContentRefused
from app.domain.handover import Urgency
from app.domain.reference import Timer

FILE = "clocks.toml"
OURS = dict(read_packs())[FILE].decode()
OWN = """
id = "clocks-north"
version = 1

[[timer]]
id = "clock.accept-critical"
amount = 2
unit = "hours"
source = ["North Partnership, transfer protocol 2026, section 4"]
"""


def timers() -> tuple[Timer, ...]:
    return load_timers(FILE, OURS.encode())


def refused(read: Callable[[], object]) -> ContentRefused:
    with pytest.raises(ContentRefused) as found:
        read()
    return found.value


def test_every_urgency_has_one_clock_on_its_answer() -> None:
    for urgency in Urgency:
        found = [t for t in timers() if t.step == Step.ACCEPTED and urgency.value in t.urgency]
        assert len(found) == 1


def test_the_ladder_has_four_rungs_and_one_of_them_falls_on_the_due_time() -> None:
    rungs = [t for t in timers() if t.ladder]
    assert [t.ladder for t in rungs] == [1, 2, 3, 4]
    assert [t.ladder for t in rungs if t.at_due] == [2]


@pytest.mark.parametrize(
    ("words", "instead", "code"),
    [
        ('step = "accepted"\nurgency = ["routine"]', 'urgency = ["routine"]', "content.missing"),
        ('urgency = ["routine"]', 'urgency = ["today"]', "content.missing"),
        ('urgency = ["routine"]', 'urgency = ["soon"]', "content.word"),
        ("ladder = 3", "ladder = 5", "content.missing"),
        ('step = "first_contact"', 'step = "seen"', "content.word"),
        ('unit = "hours"\nafter = "sent"', 'unit = "hours"\nafter = "the move"', "content.word"),
        ("amount = 4\n", "amount = 0\n", "content.word"),
        ("amount = 48", "amount = 999", "content.word"),
        ("ladder = 1", 'ladder = 1\ncolour = "red"', "content.unknown-key"),
        ('id = "clock.accept"', 'id = "clock.accept-critical"', "content.duplicate"),
    ],
)
def test_a_pack_that_leaves_a_silence_without_a_clock_is_refused(
    words: str, instead: str, code: str
) -> None:
    assert words in OURS
    raw = OURS.replace(words, instead, 1).encode()
    assert refused(lambda: load_timers(FILE, raw)).code == code


def test_an_area_sets_its_own_amount_with_its_own_source() -> None:
    found = {t.id: t for t in with_own(timers(), [("clocks-own-north.toml", OWN.encode())])}
    critical = found["clock.accept-critical"]
    assert (critical.amount, critical.unit) == (2, "hours")
    assert critical.source == ("North Partnership, transfer protocol 2026, section 4",)
    assert critical.own == "clocks-own-north.toml"
    assert (critical.step, critical.urgency) == ("accepted", ("immediate", "today"))
    assert found["clock.accept"].own == ""
    assert len(found) == len(timers())


@pytest.mark.parametrize(
    ("words", "instead", "code"),
    [
        ("clock.accept-critical", "clock.tea", "content.dangling"),
        ("amount = 2", "amount = 0", "content.word"),
        ("source = [", "sauce = [", "content.missing"),
        ('unit = "hours"', 'unit = "hours"\nladder = 4', "content.unknown-key"),
        (OWN[OWN.index("[[timer]]") :], "", "content.missing"),
        ("version = 1", 'version = 1\nnote = "ours"', "content.unknown-key"),
    ],
)
def test_an_own_file_that_does_not_fit_is_refused(words: str, instead: str, code: str) -> None:
    raw = OWN.replace(words, instead).encode()
    assert refused(lambda: with_own(timers(), [("clocks-own-x.toml", raw)])).code == code


def test_the_library_reads_own_amounts_beside_ours() -> None:
    packs = [*read_packs(), ("clocks-own-north.toml", OWN.encode())]
    timer = load_library(packs).clocks.timer_for(Step.ACCEPTED, Urgency.TODAY)
    assert timer is not None
    assert timer.amount == 2
