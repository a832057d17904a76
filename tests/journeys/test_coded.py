"""A coded copy from end to end: made for a school with no key, told over a telephone, read back,
put right; and taken in by a desk that has the program after all."""

import re
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.closing import Word
from app.domain.codes import Proof, RestrictionClass, Step
from app.domain.consent import NO_CONSENT
from app.domain.deliveries import deliveries
from app.domain.entry import DisclosureBody, NoteBody
from app.domain.errors import PackageRefused
from app.domain.handover import DeliveryKind, Urgency
from app.domain.holders import owed_correction
from app.domain.report import Table
from app.services import (
    attention,
    closing,
    coding,
    correcting,
    following_up,
    handing_over,
    hearing_back,
    inbox,
    receiving,
    recording,
)
from app.services.coding import NoKey, Outer, Telling
from app.services.following_up import FollowUp
from app.services.hearing_back import Call
from app.services.receiving import Reply
from app.services.report_register import register_section
from storage import codec
from storage.handover import coded_pdf
from storage.report.renderer import Renderer
from tests.format.faults.coded import a_page
from tests.journeys.conftest import ROOT
from tests.journeys.practice import PDF, Practice, a_draft
from tests.journeys.test_copies import CORE, FACTS, a_case, draft_for
from tests.unit.stories import the_library

RC = RestrictionClass
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
AREA = "northmere.example"
SCHOOL = NoKey("Hillside School, safeguarding lead", "01632 960 111")


def coded_draft(sender: Practice, preset: str = "school"):
    return replace(draft_for(sender, preset), to=SCHOOL, person="")


def outer(sender: Practice, pages: bytes | None = None) -> Outer:
    return Outer(sender.post.papers().new_codes(), pages or a_page())


def sent(sender: Practice, case=None):
    """A case, and a copy of it for the school that was recorded as sent."""
    case = case or a_case(sender)
    prepared = handing_over.prepare(sender.desk, case, sender.post, coded_draft(sender))
    made = handing_over.seal(prepared, sender.post.papers(), PDF, outer=outer(sender))
    return handing_over.keep(sender.desk, case, made), made


def newest(sender: Practice, case):
    return deliveries(case, sender.desk.area)[0]


def hop_of(made) -> bytes:
    return coded_pdf.attached(made.sealed.content, made.codes.code)


def waiting(case) -> list[str]:
    return [need.code for need in attention.needs(case, NOON, AREA)]


def register(case) -> list[str]:
    (table,) = register_section(case, the_library()).blocks
    assert isinstance(table, Table)
    return table.rows[0][1].second.split("\n")


def test_it_is_recorded_as_any_copy_with_the_parts_of_its_preset(northmere):
    case, made = sent(northmere)
    body = newest(northmere, case).body
    assert isinstance(body, DisclosureBody)
    assert (body.manner, body.to, body.desk) == ("coded", SCHOOL.title, "")
    assert (body.preset, body.parts_in) == ("school", (RC.RC1,))
    assert (body.told, body.decided_by) == ("told-agreed", "D. Marsh, team manager")
    assert re.fullmatch(r"DEMO-HO-[0-9a-f]{8}\.pdf", made.sealed.name)
    assert register(case) == ["Coded PDF, made for: School, designated lead", "Code not told"]


def test_its_codes_are_in_the_vault_and_nowhere_else(northmere):
    case, made = sent(northmere)
    found = coding.show(northmere.desk, made.sealed.digest)
    assert found is not None
    assert (found.codes, found.number) == (made.codes, "01632 960 111")
    assert "code shown" in [line.act for line in northmere.desk.store.log_lines()]
    call = Telling("Ann Lee", "01632 960 111", "She wrote it down")
    case = coding.tell(northmere.desk, case, newest(northmere, case), call)
    entries = b"".join(codec.encode(entry) for entry in case.ordered)
    log = " ".join(f"{one.act} {one.object}" for one in northmere.desk.store.log_lines())
    for secret in (made.codes.code, made.codes.read_back):
        for spelt in (secret, secret.replace("-", "")):
            assert spelt.encode() not in entries + made.sealed.content
            assert spelt not in log
    assert coding.kept(northmere.desk, "d" * 64) is None
    assert coding.show(northmere.desk, "d" * 64) is None


def test_once_its_case_is_erased_nobody_can_open_it_from_here(northmere):
    case, made = sent(northmere)
    closing.erase(northmere.desk, northmere.desk.store, case, "her request", "D. Marsh")
    assert coding.kept(northmere.desk, made.sealed.digest) is None


def test_to_whom_the_code_was_told_on_which_number_and_when_is_in_the_register(northmere):
    case, _made = sent(northmere)
    delivery = newest(northmere, case)
    for telling, code in (
        (Telling(" ", "01632 960 111"), "reply.no-name"),
        (Telling("Ann Lee", "their e-mail"), "spoken.no-number"),
    ):
        with pytest.raises(PackageRefused) as refused:
            coding.tell(northmere.desk, case, delivery, telling)
        assert refused.value.code == code
    case = coding.tell(northmere.desk, case, delivery, Telling("Ann Lee", "01632 960 111", "Hm."))
    (told,) = newest(northmere, case).tellings
    assert (told.body.step, told.body.proof) == (Step.CALLED, Proof.SPOKEN)
    assert register(case)[1].startswith("Code told to Ann Lee on 01632 960 111, ")


def test_a_read_back_shows_that_somebody_opened_it_and_frees_nobody(northmere, clock):
    case, made = sent(northmere)
    clock.step(hours=5)
    late = northmere.desk.clock.now()
    assert newest(northmere, case).is_overdue(late)
    assert "delivery-unanswered" in waiting(case)
    heard = made.codes.read_back.lower().replace("-", " ")
    found = hearing_back.fits(northmere.desk, case, heard)
    assert found == (newest(northmere, case), Step.READ)
    call = Call("Ann Lee", "01632 960 111", "She reads it tonight", heard)
    case = hearing_back.log_call(northmere.desk, case, newest(northmere, case), call)
    delivery = newest(northmere, case)
    assert delivery.opened is not None
    assert delivery.opened.body.proof is Proof.SPOKEN
    assert made.codes.read_back in delivery.opened.body.text
    assert not delivery.is_overdue(late)
    assert not delivery.is_waited_for
    assert not delivery.is_accepted
    assert not delivery.may_release
    assert "delivery-unanswered" not in waiting(case)
    assert register(case)[-1].startswith("Read back by Ann Lee, ")


@pytest.mark.parametrize(
    ("heard", "code"),
    [
        ("K7Q-3M", "spoken.mistyped"),
        ("K7Q-3MA", "spoken.mistyped"),
        ("", "spoken.another-delivery"),
    ],
)
def test_a_read_back_that_was_misheard_or_is_of_another_copy_records_nothing(
    northmere, heard, code
):
    case, _made = sent(northmere)
    _other, another = sent(northmere)
    heard = heard or another.codes.read_back
    call = Call("Ann Lee", "01632 960 111", code=heard)
    with pytest.raises(PackageRefused) as refused:
        hearing_back.log_call(northmere.desk, case, newest(northmere, case), call)
    assert refused.value.code == code
    if code == "spoken.another-delivery":
        assert hearing_back.fits(northmere.desk, case, heard) is None


def test_what_stops_any_copy_stops_a_coded_one(northmere):
    case = a_case(northmere)
    draft = replace(coded_draft(northmere), consent=NO_CONSENT)
    with pytest.raises(PackageRefused, match="consent"):
        handing_over.prepare(northmere.desk, case, northmere.post, draft)
    _item, _row, place = FACTS[RC.RC2][0]
    told = recording.write(northmere.desk, case, NoteBody("Call", f"She is at {place}"))
    with pytest.raises(PackageRefused, match="leak"):
        handing_over.prepare(northmere.desk, told, northmere.post, coded_draft(northmere))


def test_a_desk_with_the_program_takes_the_attachment_in_and_answers_it(northmere, calderby, clock):
    case, made = sent(northmere)
    hop, now = hop_of(made), clock.now()
    package = calderby.post.papers().open(hop, now)
    assert package.delivery.is_coded
    assert "delivery.coded" in [f.code for f in package.findings]
    line = inbox.keep(calderby.desk, package, hop, "handover.hop")
    assert inbox.content_of(calderby.desk, line) == hop
    reply = Reply(Step.ACCEPTED, "DS K. Lowe", "Ours")
    receipt = receiving.answer(calderby.desk, calderby.post, package, reply)
    receiving.take_in(calderby.desk, package, hop, reply)
    assert {e.rc for e in recording.load(calderby.desk, case.id).ordered} == {RC.RC1}
    found = northmere.post.papers().open_receipt(receipt.content, now, [made.sealed.digest])
    case = handing_over.import_receipt(northmere.desk, case, found)
    assert newest(northmere, case).is_accepted


def test_a_correction_reaches_the_holder_of_a_coded_copy_with_a_code_of_its_own(
    northmere, calderby, clock
):
    case = recording.open_case(northmere.desk, "E.", "the school rang")
    case = recording.write(northmere.desk, case, NoteBody("Call", "Her brother fetches her"))
    wrong = case.ordered[-1]
    case, first = sent(northmere, case)
    case = coding.tell(
        northmere.desk, case, newest(northmere, case), Telling("Ann Lee", "01632 960 222")
    )
    clock.step(hours=1)
    case = correcting.put_right(northmere.desk, case, wrong, "It was her cousin")
    (holder,) = owed_correction(following_up.holders(northmere.desk, case))
    assert holder.is_coded
    (to,) = following_up.recipients(northmere.desk, case, northmere.post)
    assert to.to == NoKey(
        SCHOOL.title, "01632 960 222"
    )  # where it was told, not where it was meant
    follow = FollowUp(DeliveryKind.CORRECTION, Urgency.TODAY, "Not her brother")
    case = following_up.say(northmere.desk, case, follow, [holder])
    prepared = following_up.prepare(northmere.desk, case, northmere.post, follow, [to])
    made = following_up.seal(
        prepared, northmere.post.papers(), lambda _one: PDF, lambda _one: outer(northmere)
    )
    case = following_up.keep(northmere.desk, case, made)
    (second,) = made
    assert second.codes not in {None, first.codes}
    body = newest(northmere, case).body
    assert (body.manner, body.kind, body.previous) == ("coded", "correction", first.sealed.digest)
    opened = calderby.post.papers().open(hop_of(second), clock.now())
    assert opened.delivery.kind is DeliveryKind.CORRECTION
    assert opened.delivery.previous == first.sealed.digest
    assert not owed_correction(following_up.holders(northmere.desk, case))


def test_who_has_a_coded_copy_is_told_before_the_case_is_closed(northmere):
    case, _made = sent(northmere)
    case = closing.propose(northmere.desk, case, ("moved",), "She has moved")
    assert [one.word for one in closing.heard(northmere.desk, case)] == [Word.NOT_TOLD]
    follow = following_up.closure_notice("She has moved")
    (to,) = following_up.recipients(northmere.desk, case, northmere.post)
    case = following_up.say(northmere.desk, case, follow, [to.holder])
    prepared = following_up.prepare(northmere.desk, case, northmere.post, follow, [to])
    made = following_up.seal(
        prepared, northmere.post.papers(), lambda _one: PDF, lambda _one: outer(northmere)
    )
    case = following_up.keep(northmere.desk, case, made)
    assert [one.word for one in closing.heard(northmere.desk, case)] != [Word.NOT_TOLD]


def test_before_the_code_was_told_the_number_is_the_one_it_was_meant_for(northmere):
    case, _made = sent(northmere)
    (to,) = following_up.recipients(northmere.desk, case, northmere.post)
    assert to.to == SCHOOL
    assert not to.to.is_unchecked
    keyed = a_draft(northmere, "calderby.example").to
    assert not keyed.is_unchecked


def test_a_coded_copy_that_another_area_sent_has_no_number_here(northmere, calderby, clock):
    """Its entry travels with their next slice; its codes never do."""
    case, _made = sent(northmere)
    prepared = handing_over.prepare(
        northmere.desk, case, northmere.post, a_draft(northmere, "calderby.example")
    )
    made = handing_over.seal(prepared, northmere.post.papers(), PDF)
    package = calderby.post.papers().open(made.sealed.content, clock.now())
    reply = Reply(Step.ACCEPTED, "DS K. Lowe", "Ours")
    there = receiving.take_in(calderby.desk, package, made.sealed.content, reply)
    (theirs,) = [d for d in deliveries(there) if d.is_coded]
    assert coding.kept(calderby.desk, theirs.digest) is None
    found = {h.to: h for h in following_up.holders(calderby.desk, there)}
    assert not found[SCHOOL.title].is_coded  # not ours to tell: no delivery of ours


@pytest.mark.interop("pdftotext", "pdfdetach")
def test_its_pages_are_the_handovers_after_a_cover_and_hold_nothing_that_is_withheld(
    northmere, tmp_path
):
    import subprocess

    from app.services.report_source import Copy
    from app.services.reporting import build_pages

    case = a_case(northmere)
    draft = coded_draft(northmere)
    prepared = handing_over.prepare(northmere.desk, case, northmere.post, draft)
    renderer = Renderer((sys.executable, "-m", "ui.main", "--render"), ROOT / "locale" / "fonts")
    row = the_library().recipients.of("school")
    copy = Copy(
        northmere.post.mode, "HO-1", "Northmere", SCHOOL.title, "safety", "vital interests",
        withheld=tuple(draft.grounds.items()), header=row.header, handling=row.header,
    )  # fmt: skip
    report = build_pages(case, the_library(), copy, prepared.now, draft.parts_in, row)
    papers = northmere.post.papers()
    around = coding.outer(papers, renderer.handover, report, prepared.back)
    made = handing_over.seal(prepared, papers, renderer.handover(report), outer=around)
    codes = around.codes
    path = tmp_path / made.sealed.name
    path.write_bytes(made.sealed.content)
    text = subprocess.run(
        ["pdftotext", "-upw", codes.code, str(path), "-"], capture_output=True, check=True
    ).stdout.decode()
    front, after = text.split("\f", 1)
    for words in (codes.read_back, "It is not proved yet", "handover.hop", prepared.back.telephone):
        assert words in front
    assert codes.code not in text
    assert codes.read_back not in after
    assert CORE in " ".join(after.split())
    assert "Page 1 of" in after
    whole = " ".join(text.split())
    for rc, facts in FACTS.items():
        for _item, _row, words in facts:
            assert words not in whole, rc


def test_an_answer_that_is_due_stays_due_until_somebody_reads_it_back(northmere):
    case, _made = sent(northmere)
    delivery = newest(northmere, case)
    assert delivery.is_waited_for
    assert delivery.opened is None
    assert not delivery.is_overdue(delivery.sent + timedelta(hours=1))
