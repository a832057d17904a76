"""In which language somebody may be offered a text, from what is written of how they speak."""

import pytest

from app.domain.entry import SettingBody, Value
from app.domain.interpreter import CARD
from app.domain.reading import reading_of, written_of
from app.domain.visit import open_visit
from app.services import recording, visiting
from app.services.recording import Said
from tests.unit.a_desk import a_desk
from tests.unit.stories import the_library

LIBRARY = the_library()
LANGUAGES = LIBRARY.languages


def tags(words: str) -> list[str]:
    return [one.tag for one in written_of(words, LANGUAGES)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", []),
        ("English", []),
        ("Martian", []),
        ("Sorani", ["ckb"]),
        ("Kurdish, Sorani", ["ckb"]),
        ("sorani, from Sulaymaniyah", ["ckb"]),
        ("ckb", ["ckb"]),
        ("he said so", []),
        ("Urdu", ["ur"]),
        ("Mirpuri", ["ur"]),
        ("Sylheti", ["bn-BD"]),
        ("Kurdish", ["ckb", "kmr", "kmr-Arab-IQ"]),
        ("Kurdish, from Iraq", ["ckb", "kmr", "kmr-Arab-IQ"]),
        ("Punjabi, Pakistan", ["pa-Arab", "ur"]),
    ],
)
def test_what_somebody_speaks_gives_what_they_may_be_able_to_read(words, found):
    assert tags(words) == found


def test_a_pack_that_the_registry_does_not_hold_is_left_out():
    from dataclasses import replace

    spoken = replace(LANGUAGES.get("phr"), reads=("ur", "xx", "syl"))
    few = replace(LANGUAGES, all=(spoken, LANGUAGES.get("ur"), LANGUAGES.get("syl")))
    assert [one.tag for one in written_of("Mirpuri", few)] == ["ur"]


def test_the_setting_of_a_visit_comes_before_the_card_and_the_exact_line_before_the_broad():
    desk = a_desk()
    case = recording.open_case(desk, "E.", "A school told us")
    assert reading_of(case, None, LANGUAGES, LIBRARY.interpreting).languages == ()

    def wrote(case, line, words):
        item = LIBRARY.book.items[CARD]
        return recording.answer(desk, case, item, Value(text=words), Said(), row=line)

    case = wrote(case, "language", "Kurdish")
    case = wrote(case, "reads", "Reads a little")
    found = reading_of(case, None, LANGUAGES, LIBRARY.interpreting)
    assert ([one.tag for one in found.languages][:1], found.reads) == (["ckb"], "little")
    assert len(found.languages) == 3
    assert not found.sure
    assert not found.reads_nothing
    case = wrote(case, "variety", "Badini")
    found = reading_of(case, None, LANGUAGES, LIBRARY.interpreting)
    assert [one.tag for one in found.languages] == ["kmr-Arab-IQ"]
    assert found.sure
    found = reading_of(wrote(case, "variety", "Mirpuri"), None, LANGUAGES, LIBRARY.interpreting)
    assert [one.tag for one in found.languages] == ["ur"]
    assert not found.sure
    case = wrote(wrote(case, "variety", "Martian"), "language", "Somali")
    found = reading_of(case, None, LANGUAGES, LIBRARY.interpreting)
    assert [one.tag for one in found.languages] == ["so"]  # no help from the exact line
    case, id_ = visiting.plan(desk, case, "home", "To listen", None, ())
    case = visiting.note_setting(desk, case, id_, SettingBody(mode="telephone", language="Urdu"))
    from app.domain.visit import visits

    found = reading_of(case, visits(case)[-1], LANGUAGES, LIBRARY.interpreting)
    assert [one.tag for one in found.languages] == ["ur"]
    assert open_visit(case) is None
    case = wrote(case, "reads", "none")
    assert reading_of(case, None, LANGUAGES, LIBRARY.interpreting).reads_nothing
