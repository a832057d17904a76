"""What she was told of a copy, and who decided: written before anything leaves, whatever it is."""

from dataclasses import replace

import pytest

from app.domain.answers import accounts_at
from app.domain.case import fold
from app.domain.codes import Kind, RestrictionClass, SignoffOn
from app.domain.completeness import leaks, on_one_sheet
from app.domain.consent import (
    AGREED,
    NO_CONSENT,
    NO_RELEASE,
    Consent,
    capacity_of,
    decided_by,
    gaps,
    reasons,
    released_by,
)
from app.domain.entry import AnswerBody, DisclosureBody, NoteBody, SignoffBody, Value
from app.domain.errors import PackageRefused
from app.domain.ids import ItemId
from app.services import disclosing, leaving, recording
from app.services.desk import Desk
from tests.journeys.practice import CONSENT, RELEASE
from tests.unit.a_desk import a_desk, answered, her_case, talking

RC = RestrictionClass
ALL = frozenset(RC)
NO_STATUS = ALL - {RC.RC4}


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def test_nothing_written_is_never_agreed():
    assert gaps(NO_CONSENT) == ("told", "capacity", "needed", "by", "rank")
    assert gaps(CONSENT) == ()


@pytest.mark.parametrize("told", ["told-refused", "not-told-unsafe", "not-asked"])
def test_whatever_she_was_told_but_that_she_agreed_needs_the_reason(told):
    assert gaps(replace(CONSENT, told=told)) == ("why_so",)
    assert gaps(replace(CONSENT, told=told, why_so="He reads her post")) == ()
    assert CONSENT.told == AGREED


def test_what_is_written_is_kept_apart_again():
    kept = reasons(replace(CONSENT, told="not-asked", why_so="She was asleep.\nAsked tomorrow."))
    assert kept.split("\n") == [
        "decides", "They take over tonight", "She was asleep. Asked tomorrow.",
    ]  # fmt: skip
    assert capacity_of(kept) == (
        "decides",
        "They take over tonight\nShe was asleep. Asked tomorrow.",
    )
    assert capacity_of("Written before there was a list") == ("", "Written before there was a list")
    assert decided_by(CONSENT) == "D. Marsh, team manager"
    assert released_by(RELEASE) == "K. Lowe, detective inspector"
    assert released_by(NO_RELEASE) == released_by(replace(RELEASE, why="")) == ""


@pytest.mark.parametrize(
    ("parts", "consent", "release", "code"),
    [
        (NO_STATUS, NO_CONSENT, NO_RELEASE, "handover.consent"),
        (NO_STATUS, Consent("told-agreed"), NO_RELEASE, "handover.consent"),
        (ALL, CONSENT, NO_RELEASE, "handover.status-undecided"),
        (ALL, CONSENT, replace(RELEASE, rank=" "), "handover.status-undecided"),
        (ALL, CONSENT, replace(RELEASE, why=""), "handover.status-undecided"),
    ],
)
def test_no_copy_leaves_before_it_is_written_who_decided(desk, parts, consent, release, code):
    case = her_case(desk)
    handed = disclosing.Handed(
        "School", "safeguarding", "vital-interests", parts, {}, consent=consent, release=release
    )
    for log in (lambda: disclosing.log_copy(desk, case, handed, b"%PDF"),
                lambda: disclosing.log_spoken(desk, case, handed)):  # fmt: skip
        with pytest.raises(PackageRefused) as refused:
            log()
        assert refused.value.code == code
    assert recording.load(desk, case.id).of(Kind.DISCLOSURE) == ()


def test_the_decision_on_the_immigration_part_is_chained_and_stands_in_that_part(desk):
    case = her_case(desk)
    handed = disclosing.Handed(
        "Placement team", "safeguarding", "vital-interests", ALL, {},
        preset="home-office-placement", consent=CONSENT, release=RELEASE,
    )  # fmt: skip
    case = disclosing.log_copy(desk, case, handed, b"%PDF")
    (entry,) = case.of(Kind.NOTE)
    assert isinstance(entry.body, NoteBody)
    assert entry.rc is RC.RC4
    assert entry.body.heading == "The immigration part goes to: Placement team"
    assert entry.body.text.endswith("Decided by K. Lowe, detective inspector.")
    assert "status-part" in {line.act for line in desk.store.log_lines()}
    (left,) = case.of(Kind.DISCLOSURE)
    assert isinstance(left.body, DisclosureBody)
    assert (left.body.preset, left.body.told) == ("home-office-placement", "told-agreed")
    assert left.body.decided_by == "D. Marsh, team manager"
    assert "They take over tonight" in left.body.reasons


def test_what_is_told_by_word_of_mouth_is_in_the_record_like_any_copy(desk):
    case = her_case(desk)
    handed = disclosing.Handed(
        "Duty desk, Calderby", "safeguarding", "vital-interests", frozenset({RC.RC1}), {},
        consent=CONSENT,
    )  # fmt: skip
    case = disclosing.log_spoken(desk, case, handed)
    (left,) = case.of(Kind.DISCLOSURE)
    assert isinstance(left.body, DisclosureBody)
    assert (left.body.manner, left.body.digests) == ("spoken", ())
    assert case.of(Kind.NOTE) == ()


class TestOneSheet:
    """Where she is and names of the network are never on one printed sheet (NO9)."""

    def told(self, desk, *facts):
        case = her_case(desk)
        for item, row, text, rc in facts:
            case = answered(desk, case, item, text=text, row=row, rc=rc)
        return case

    def test_a_name_in_her_safe_contact_stops_a_copy_with_both(self, desk):
        case = self.told(
            desk,
            ("H1", "name", "Karwan Testname", RC.RC3),
            ("Z2", "third_person", "Hang up if Karwan Testname answers", RC.RC2),
        )
        (leak,) = on_one_sheet(case, ALL)
        assert leak.needle == "Karwan Testname"
        assert leak.found_in.rc is RC.RC2
        assert on_one_sheet(case, ALL - {RC.RC2}) == on_one_sheet(case, ALL - {RC.RC3}) == ()
        with pytest.raises(PackageRefused) as refused:
            leaving.may_leave(case, ALL, CONSENT, RELEASE)
        assert refused.value.code == "handover.one-sheet"

    @pytest.mark.parametrize("rc", [RC.RC1, RC.RC3, RC.RC5])
    def test_her_address_on_any_other_sheet_stops_a_copy_with_both(self, desk, rc):
        case = self.told(
            desk,
            ("H1", "name", "Karwan Testname", RC.RC3),
            ("Z2", "method", "14 Larkspur Walk", RC.RC2),
            ("V2", "", "He was seen near 14 larkspur walk", rc),
        )
        (leak,) = on_one_sheet(case, ALL)
        assert (leak.needle, leak.found_in.rc) == ("14 Larkspur Walk", rc)
        assert on_one_sheet(case, ALL - {RC.RC3}) == ()

    def test_a_telephone_number_is_an_address_and_a_birthday_is_none(self, desk):
        case = self.told(
            desk,
            ("H1", "called", "Karwan", RC.RC3),
            ("Z2", "number", "07700 900 123", RC.RC2),
            ("K1", "born", "3 May 2014", RC.RC2),
            ("V2", "", "Rang 07700900123 on 3 May 2014", RC.RC1),
        )
        assert [leak.needle for leak in on_one_sheet(case, ALL)] == ["07700 900 123"]

    def test_where_nobody_is_named_an_address_stands_beside_no_name(self, desk):
        case = self.told(
            desk,
            ("Z2", "method", "14 Larkspur Walk", RC.RC2),
            ("V2", "", "He was seen near 14 Larkspur Walk", RC.RC1),
        )
        assert on_one_sheet(case, ALL) == ()

    def test_each_on_its_own_sheet_may_go(self, desk):
        case = self.told(
            desk,
            ("H1", "name", "Karwan Testname", RC.RC3),
            ("H1", "photo", "Northmere Police", RC.RC3),
            ("Z2", "no_answer", "Ring Northmere Police", RC.RC2),
        )
        leaving.may_leave(case, ALL, CONSENT, RELEASE)


class TestWithoutTheCore:
    """A page for a surgery leaves the account out; common words of it are no secret."""

    HEALTH = frozenset({RC.RC5})

    def test_common_words_of_the_account_do_not_stop_the_health_part(self, desk):
        case = her_case(desk)
        case = recording.write(desk, case, NoteBody("Call", "His mother rang"))
        case = recording.write(
            desk, case, DisclosureBody("spoken", "Duty desk", "safeguarding", "legal-duty")
        )
        case = recording.write(desk, case, SignoffBody(SignoffOn.JUDGEMENT, (), "signed", "Why"))
        text = "A call to the safeguarding lead, signed. His mother comes along"
        case = answered(desk, case, "P-4", text=text, rc=RC.RC5)
        assert leaks(case, self.HEALTH) == ()

    @pytest.mark.parametrize(
        "secret", ["the garage in Larkfield", "Larkspur Walk 14", "07700 900 123"]
    )
    def test_places_and_numbers_of_the_account_do(self, desk, secret):
        case = recording.write(desk, her_case(desk), NoteBody("Call", secret))
        case = answered(desk, case, "P-4", text=f"She goes by {secret}", rc=RC.RC5)
        assert [leak.needle for leak in leaks(case, self.HEALTH)] == [secret]

    def test_a_no_is_not_established_there_since_nothing_says_how_she_spoke(self, desk):
        case, visit = talking(desk, her_case(desk))
        body = AnswerBody(ItemId("P-2"), 1, "", "", Value(codes=("no",)))
        case = recording.write(desk, case, body, visit=visit.id, rc=RC.RC5, about=case.at_risk())
        for parts, not_established in ((ALL, False), (self.HEALTH, True)):
            there = fold(case.id, leaving.in_copy(desk, case, parts))
            (account,) = accounts_at(there, ItemId("P-2"), case.at_risk())
            assert account.not_established is not_established
