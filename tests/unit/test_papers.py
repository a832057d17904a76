"""Papers of a case: kept as they came, given out on request, and never decoded."""

import pytest

from app.domain.codes import RestrictionClass
from app.domain.entry import NoteBody
from app.domain.errors import RecordRefused
from app.domain.papers import papers
from app.services import papers as keeping
from app.services import recording
from app.services.desk import Desk
from tests.unit.a_desk import a_desk, her_case, store_of

PNG = b"\x89PNG\r\n\x1a\n drawn by A."


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def test_a_drawing_is_kept_with_its_class_and_where_the_original_is(desk: Desk) -> None:
    case = keeping.add(desk, her_case(desk), "Drawing", PNG, "School", RestrictionClass.RC4)
    (paper,) = papers(case)
    assert (paper.title, paper.size, paper.ending, paper.original) == (
        "Drawing",
        len(PNG),
        "png",
        "School",
    )
    assert paper.rc is RestrictionClass.RC4
    assert keeping.give_out(desk, paper) == PNG
    line = desk.store.log_lines(1)[0]
    assert (line.act, line.object) == ("export", paper.digest)


def test_what_no_package_may_carry_is_refused(desk: Desk) -> None:
    with pytest.raises(RecordRefused) as refused:
        keeping.add(desk, her_case(desk), "Tool", b"MZ\x90", "", RestrictionClass.RC1)
    assert refused.value.code == "paper.kind"


def test_a_paper_larger_than_a_package_may_carry_is_refused_before_it_is_kept(desk: Desk) -> None:
    case = her_case(desk)
    content = b"%PDF-1.7".ljust(keeping.MOST, b" ")
    kept = keeping.add(desk, case, "Bundle", content, "Court", RestrictionClass.RC1)
    with pytest.raises(RecordRefused) as refused:
        keeping.add(desk, kept, "Bundle", content + b" ", "Court", RestrictionClass.RC1)
    assert (refused.value.code, refused.value.facts["most"]) == ("paper.too-large", keeping.MOST)
    assert recording.load(desk, case.id) == kept


def test_a_paper_that_is_not_on_this_laptop_says_so(desk: Desk) -> None:
    case = keeping.add(desk, her_case(desk), "Order", b"%PDF-1.7", "Court", RestrictionClass.RC1)
    (paper,) = papers(case)
    store_of(desk)._blobs.clear()
    with pytest.raises(RecordRefused) as refused:
        keeping.give_out(desk, paper)
    assert refused.value.code == "paper.missing"


def test_a_note_that_only_looks_like_a_paper_is_none(desk: Desk) -> None:
    case = her_case(desk)
    case = recording.write(desk, case, NoteBody("Paper", "a letter"), about=case.at_risk())
    case = recording.write(desk, case, NoteBody("Paper", "a letter"))
    assert papers(case) == ()
