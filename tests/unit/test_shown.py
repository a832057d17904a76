"""What a person was shown stays in the record as it was, whatever becomes of the pack."""

import pytest

from app.domain.entry import NoteBody, SettingBody
from app.domain.handover import Mode
from app.domain.isolates import fill, marks_taken_out
from app.domain.renderings import Address, State
from app.domain.shown import CARD, last_addressed, seen, seen_in
from app.domain.translation import Shown, may_show
from app.services import interpreting, recording, showing, visiting
from app.services.interpreting import Interpreter, Verdict
from app.services.report_interpreting import interpreters_part
from app.services.report_source import CORE, Source, cut
from tests.builders import NOON
from tests.showing import NUMBER, shown
from tests.unit.a_desk import a_desk
from tests.unit.a_pack import ARABIC, TO_A_MAN, a_pack, rendered, source
from tests.unit.stories import the_library

LIBRARY = the_library()
ENGLISH = "Who is in the home now?"


@pytest.fixture
def desk():
    return a_desk()


@pytest.fixture
def case(desk):
    return recording.open_case(desk, "E.", "A school told us")


def test_it_can_be_read_back_with_its_words_and_numbers(desk, case):
    made = shown("ckb", draft=False)
    case = showing.put_on_record(desk, case, made, ENGLISH)
    (told,) = seen_in(case)
    assert (told.tag, told.id, told.version) == (made.tag, made.id, made.version)
    assert (told.target_sha256, told.state) == (made.target_sha256, State.APPROVED)
    assert (told.reviewed_by, told.draft, told.kept) == ("R-2", False, False)
    assert told.english == ENGLISH
    assert NUMBER in told.words
    assert told.words == marks_taken_out(made.text)
    assert told.entry.body.text.startswith("shown: ckb, sample, version 3, ")


def to(address):
    """A text to a woman, with words to a man beside it, said to either."""
    both = rendered("open.hear", ARABIC, address=Address.WOMAN, masculine=TO_A_MAN)
    ar = LIBRARY.languages.get("ar")
    pack = a_pack(both, tag="ar")
    made = may_show(pack, both.id, source(both.id), Mode.LIVE, language=ar, address=address)
    assert isinstance(made, Shown)
    return made


def test_the_record_says_whether_the_words_were_to_a_woman_or_to_a_man(desk, case):
    assert last_addressed(case) is Address.WOMAN
    for address, words in ((Address.MAN, TO_A_MAN), (Address.WOMAN, ARABIC)):
        case = showing.put_on_record(desk, case, to(address), "Can you hear?")
        told = seen_in(case)[-1]
        assert (told.address, told.words, told.reviewed_by) == (address, words, "R-1")
        assert last_addressed(case) is address
    case = showing.put_on_record(desk, case, to(Address.MAN), "Can you hear?")
    case = showing.put_on_record(desk, case, shown("ckb"), ENGLISH)
    assert seen_in(case)[-1].address is Address.ANY
    assert last_addressed(case) is Address.MAN  # the last that told them apart


def test_the_pages_say_to_whom_the_words_spoke(desk, case):
    case = showing.put_on_record(desk, interpreted(desk, case), to(Address.MAN), "Can you hear?")
    (pair,) = (p for block in part_of(case).blocks for p in getattr(block, "pairs", ()))
    assert "Words to a man. Reviewer R-1." in pair.note


def test_a_draft_and_a_card_to_keep_are_told_from_the_rest(desk, case):
    case = showing.put_on_record(desk, case, shown("ur"), ENGLISH, kept=True)
    (told,) = seen_in(case)
    assert (told.draft, told.kept, told.reviewed_by) == (True, True, "")
    assert told.state is State.MACHINE_DRAFT


@pytest.mark.parametrize(
    "body",
    [
        SettingBody(),
        NoteBody("A call", "She rang."),
        NoteBody(CARD, "I showed her the card."),
        NoteBody(CARD, f"shown: ckb, B2, version 1, {'0' * 64}, unheard, reviewer R\nA\nB"),
        NoteBody(CARD, f"shown: ckb, B2, version 1, {'0' * 64}, approved, reviewer R\nA"),
    ],
)
def test_any_other_entry_says_nothing_of_what_was_shown(desk, case, body):
    case, id_ = visiting.plan(desk, case, "home", "To listen", None, ())
    case = recording.write(desk, case, body, visit=id_)
    assert seen(case.ordered[-1]) is None
    assert seen_in(case) == ()


def test_marks_go_out_of_a_filled_text_and_nothing_else_does():
    filled = fill("دەتوانیت {number} و {day} بکەیت", {"number": NUMBER, "day": "دوو شەممە"})
    assert marks_taken_out(filled) == f"دەتوانیت {NUMBER} و دوو شەممە بکەیت"
    assert marks_taken_out("No\u00a0break stays") == "No\u00a0break stays"


def part_of(case):
    core = Source(cut(case, frozenset({CORE})), LIBRARY, NOON)
    return interpreters_part(core)


def interpreted(desk, case):
    case, _id = visiting.plan(desk, case, "home", "To listen", None, ())
    from app.domain.visit import visits

    visit = visits(case)[-1]
    found = Interpreter(language="Sorani", reference="LL-1")
    return interpreting.pass_gate(desk, case, visit, found, Verdict.SUITABLE)


def test_the_pages_say_what_was_shown_beside_its_english(desk, case):
    case = interpreted(desk, case)
    assert "interpreted aloud from the English" in str(part_of(case))
    case = showing.put_on_record(desk, case, shown("ckb", draft=False), ENGLISH)
    case = showing.put_on_record(desk, case, shown("ur"), ENGLISH, kept=True)
    (pairs,) = [b for b in part_of(case).blocks if hasattr(b, "pairs")]
    first, second = pairs.pairs
    assert first.note.startswith("Kurdish, Sorani text shown: approved, version 3, ")
    assert first.note.endswith("Reviewer R-2.")
    assert (first.english, first.language, first.band) == (ENGLISH, "ckb", "")
    assert second.note.startswith("Urdu text given to keep: machine draft")
    assert second.band.startswith("DRAFT.")
    assert "interpreted aloud" not in str(part_of(case))


def test_a_language_that_is_in_no_registry_any_more_is_named_by_its_tag(desk, case):
    note = NoteBody(CARD, f"shown: xx-old, B2, version 1, {'0' * 64}, approved, reviewer R\nA\nB")
    case = recording.write(desk, interpreted(desk, case), note)
    (pairs,) = [b for b in part_of(case).blocks if hasattr(b, "pairs")]
    assert pairs.pairs[0].note.startswith("xx-old text shown")


def test_where_nobody_interpreted_nothing_is_said_of_it(desk, case):
    assert part_of(case).blocks == ()
