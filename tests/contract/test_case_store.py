"""What every store of the record promises, kept in memory or in the vault."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from app.domain.codes import Kind, Proof, Step
from app.domain.entry import ErasedBody, NoteBody, ResponseBody
from app.domain.errors import RecordRefused, VaultRefused
from app.ports.record import Summary
from app.services import recording
from app.services.desk import Desk
from tests.builders import CountingIds, SteppingClock
from tests.database.a_vault import AT, JO, a_case, a_note

if TYPE_CHECKING:
    from app.ports.vault import VaultStore


def a_summary(case: int = 1, *, label: str = "A.", hours: int = 0, needs: str = "") -> Summary:
    return Summary(a_case(case), label, "Visit planned", AT + timedelta(hours=hours), needs)


def an_erasure(case: int = 1) -> tuple[str, str]:
    return "kept long enough", "T. Osei"


def erase(store: VaultStore, case: int = 1, number: int = 900) -> None:
    ground, authority = an_erasure(case)
    ids = tuple(e.id for e in store.entries(a_case(case)))
    by = replace(a_note(number, case=case), body=ErasedBody(ids, ground, authority))
    store.erase(a_case(case), ground, authority, by)


def test_what_was_saved_is_read_back_in_the_order_it_came(store: VaultStore) -> None:
    store.append([a_note(2), a_note(1, "She left")])
    store.append([a_note(3, case=2)])
    assert store.entries(a_case()) == (a_note(2), a_note(1, "She left"))
    assert store.entries(a_case(2)) == (a_note(3, case=2),)
    assert store.entries(a_case(3)) == ()


def test_saving_an_entry_again_changes_nothing(store: VaultStore) -> None:
    store.append([a_note(1)])
    head = store.head()
    store.append([a_note(1), a_note(1)])
    assert store.head() == head
    assert store.entries(a_case()) == (a_note(1),)


def test_another_entry_under_the_same_id_refuses_everything_with_it(store: VaultStore) -> None:
    store.append([a_note(1)])
    head = store.head()
    with pytest.raises(RecordRefused) as refused:
        store.append([a_note(2), a_note(1, "He did not ring")])
    assert refused.value.code == "entry.two-of-one-id"
    assert store.entries(a_case()) == (a_note(1),)
    assert store.head() == head


def test_an_entry_of_a_wrong_shape_refuses_everything_with_it(store: VaultStore) -> None:
    bad = replace(a_note(2), body=NoteBody("Call", "a\u202eb"))
    with pytest.raises(RecordRefused):
        store.append([a_note(1), bad])
    assert store.entries(a_case()) == ()


def test_when_an_entry_came_is_this_laptops_time_not_the_authors(
    store: VaultStore, clock: SteppingClock
) -> None:
    clock.at = AT + timedelta(days=21)
    store.append([a_note(1)])
    assert store.arrivals(a_case()) == {a_note(1).id: AT + timedelta(days=21)}


def test_every_save_and_every_act_adds_one_line_to_the_chain(store: VaultStore) -> None:
    before, _ = store.head()
    store.append([a_note(1), a_note(2)])
    store.append([replace(a_note(3), corrects=(a_note(1).id,))])
    store.log("consult", f"{a_case()} a call came in", "sue@norfolk.example")
    seq, chain = store.head()
    assert seq == before + 4
    assert len(chain) == 64
    newest = store.log_lines(4)
    assert [line.act for line in newest] == ["consult", "alter", "collect", "collect"]
    assert [line.seq for line in newest] == [seq, seq - 1, seq - 2, seq - 3]
    assert newest[0].who == "sue@norfolk.example"
    assert newest[3].object == a_note(1).id
    assert newest[3].who == JO.principal


def test_the_whole_chain_can_be_checked_in_steps(store: VaultStore) -> None:
    store.append([a_note(n) for n in range(1, 40)])
    *_, last = store.verify_chain_steps()
    assert last.done == last.of == store.head()[0]


def test_the_list_of_cases_is_newest_first_and_in_pages(store: VaultStore) -> None:
    for case in (1, 2, 3):
        store.append([a_note(case, case=case)])
        store.summarise(a_summary(case, hours=case), [])
    assert [s.case for s in store.cases()] == [a_case(3), a_case(2), a_case(1)]
    assert [s.case for s in store.cases(1)] == [a_case(3)]
    assert [s.case for s in store.cases(before=AT + timedelta(hours=3))] == [a_case(2), a_case(1)]


def test_cases_that_need_something_are_found_at_once(store: VaultStore) -> None:
    store.summarise(a_summary(1), [])
    store.summarise(a_summary(2, needs='[["answer"]]'), [])
    assert store.needing() == (a_summary(2, needs='[["answer"]]'),)


def test_a_case_waits_to_be_summarised_after_each_save(store: VaultStore) -> None:
    store.append([a_note(1), a_note(2, case=2)])
    assert store.unsummarised() == (a_case(1), a_case(2))
    store.summarise(a_summary(1), [])
    assert store.unsummarised() == (a_case(2),)
    store.append([a_note(3)])
    assert store.unsummarised() == (a_case(1), a_case(2))


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("Ayşe Yılmaz", "ayse yil"),
        ("Zoë", "ZOE"),
        ("علي كريم", "علی کر"),  # Arabic yeh and kaf, Farsi ones asked for
        ("مُحَمَّد", "محمد"),
        ("07700 900 123", "07700900"),
        ("07700 900 123", "07700 900123"),
        ("٠٧٧٠٠ ٩٠٠١٢٣", "0770"),
        ("O'Brien", "obrien"),
        ("14 Mill-Lane, flat 3", "mill 14"),
        ("نەسرین", "نەس"),
        ("Nasrin lives near the school", "na"),
    ],
)
def test_a_name_is_found_however_it_is_spelt(store: VaultStore, kept: str, asked: str) -> None:
    store.summarise(a_summary(1, label="N."), ["something else", kept])
    found = store.search(asked)
    assert [(f.case, f.label, f.where) for f in found] == [(a_case(1), "N.", kept)]


@pytest.mark.parametrize("asked", ["", "n", " - ", "xyz", "nasrin xyz", '"', "a* OR b", "rin"])
def test_what_is_not_there_is_not_found(store: VaultStore, asked: str) -> None:
    store.summarise(a_summary(1), ["Nasrin"])
    assert store.search(asked) == ()


def test_a_search_gives_the_newest_first_and_forgets_old_words(store: VaultStore) -> None:
    for case in (1, 2, 3):
        store.summarise(a_summary(case, hours=case), ["Nasrin"])
    store.summarise(a_summary(2, hours=9), ["Nasrin", "Leeds"])
    assert [f.case for f in store.search("nasrin")] == [a_case(2), a_case(3), a_case(1)]
    assert len(store.search("nasrin", limit=2)) == 2
    store.summarise(a_summary(2), ["Hull"])
    assert store.search("leeds") == ()


def test_papers_are_kept_by_their_digest(store: VaultStore) -> None:
    digest = store.keep(b"%PDF order")
    assert store.keep(b"%PDF order") == digest
    assert store.blob(digest) == b"%PDF order"
    with pytest.raises(KeyError):
        store.blob("0" * 64)
    with pytest.raises(RecordRefused) as refused:
        store.keep(bytes(64 * 1024 * 1024 + 1))
    assert refused.value.code == "paper.too-large"


def test_settings_and_private_keys_are_kept_apart(store: VaultStore) -> None:
    assert store.setting("text-size") == ""
    store.set_setting("text-size", "large")
    store.set_setting("text-size", "larger")
    assert store.setting("text-size") == "larger"
    assert store.secret("signing-key") is None
    store.set_secret("signing-key", b"\x01" * 32)
    store.set_secret("signing-key", b"\x02" * 32)
    assert store.secret("signing-key") == b"\x02" * 32
    assert store.setting("signing-key") == ""


def test_an_erased_case_is_gone_and_its_entries_never_come_back(
    store: VaultStore, clock: SteppingClock
) -> None:
    store.append([a_note(1), a_note(2), a_note(3, case=2)])
    paper = store.keep(b"her drawing", a_case(1))
    shared = store.keep(b"one letter about both", a_case(1))
    store.keep(b"one letter about both", a_case(2))
    store.summarise(a_summary(1), ["Nasrin"])
    store.set_purge_due(a_case(1), date(2026, 1, 1))
    clock.at = AT + timedelta(days=40)
    erase(store)
    assert all(isinstance(e.body, ErasedBody) for e in store.entries(a_case(1)))
    assert store.entries(a_case(2)) == (a_note(3, case=2),)
    assert store.cases() == ()
    assert store.search("nasrin") == ()
    assert store.unsummarised() == (a_case(2),)
    assert store.purge_due(date(2030, 1, 1)) == ()
    with pytest.raises(KeyError):
        store.blob(paper)
    assert store.blob(shared)
    for returned in (a_note(1), a_note(77), a_note(2, case=5)):
        with pytest.raises(RecordRefused) as refused:
            store.append([returned])
        assert refused.value.code == "entry.erased-here"
        assert refused.value.facts["on"] == "2027-01-02"
    *_, last = store.verify_chain_steps()
    assert last.done == store.head()[0]


def test_erasing_a_case_drops_every_setting_that_names_it(store: VaultStore) -> None:
    answered = ResponseBody("d" * 64, Step.ACCEPTED, proof=Proof.DIGEST)
    store.append([replace(a_note(1), body=answered), a_note(2, case=2)])
    store.set_setting(f"slices:{a_case(1)}", "[]")
    store.set_setting("delivery:" + "a" * 64, a_case(1))
    store.set_setting("received:" + "d" * 64, "2026-11-23T14:05:09+00:00")
    store.set_setting("delivery:" + "b" * 64, a_case(2))
    store.set_setting("text-size", "large")
    erase(store)
    assert store.setting(f"slices:{a_case(1)}") == ""
    assert store.setting("delivery:" + "a" * 64) == ""
    assert store.setting("received:" + "d" * 64) == ""
    assert store.setting("delivery:" + "b" * 64) == a_case(2)
    assert store.setting("text-size") == "large"


def test_going_on_writing_is_chained_with_its_reason(store: VaultStore) -> None:
    store.resume("looked at with the office", JO.principal)
    line = store.log_lines(1)[0]
    assert (line.act, line.object) == ("resume", "looked at with the office")


def test_an_erased_case_cannot_be_put_back_into_the_list(store: VaultStore) -> None:
    store.append([a_note(1)])
    erase(store)
    store.summarise(a_summary(1), ["Nasrin"])
    assert store.cases() == ()
    with pytest.raises(RecordRefused):
        erase(store, number=901)


def test_an_erasure_says_why_and_on_whose_word(store: VaultStore) -> None:
    store.append([a_note(1)])
    with pytest.raises(RecordRefused):
        store.erase(a_case(1), "kept long enough", "T. Osei", a_note(2))
    by = replace(a_note(900), body=ErasedBody((), "", ""))
    with pytest.raises(RecordRefused):
        store.erase(a_case(1), "", "", by)
    assert store.entries(a_case(1)) == (a_note(1),)


def test_a_case_on_hold_is_not_erased(store: VaultStore) -> None:
    store.append([a_note(1)])
    store.set_hold(a_case(1), "inquiry")
    store.set_purge_due(a_case(1), date(2026, 12, 1))
    assert store.hold(a_case(1)) == "inquiry"
    assert store.purge_due(date(2026, 12, 2)) == ()
    with pytest.raises(VaultRefused) as refused:
        erase(store)
    assert refused.value.code == "case.held"
    assert store.entries(a_case(1)) == (a_note(1),)
    store.set_hold(a_case(1), "")
    erase(store)


def a_desk_over(store: VaultStore, clock: SteppingClock) -> Desk:
    return Desk(store, clock, CountingIds(5_000), JO, "norfolk.example", "Norfolk")


def test_a_case_that_was_never_here_is_not_opened_as_an_empty_one(
    store: VaultStore, clock: SteppingClock
) -> None:
    desk = a_desk_over(store, clock)
    store.append([a_note(1)])
    head = store.head()
    for opened in (recording.load, lambda desk, case: recording.consult(desk, case, "a call")):
        with pytest.raises(RecordRefused) as refused:
            opened(desk, a_case(2))
        assert refused.value.code == "case.unknown"
    assert store.head() == head, "nothing was consulted, and nothing written"
    assert recording.load(desk, a_case(1)).ordered == (a_note(1),)


def test_an_erased_case_opens_as_the_entry_that_says_so_and_takes_nothing_more(
    store: VaultStore, clock: SteppingClock
) -> None:
    desk = a_desk_over(store, clock)
    store.append([a_note(1)])
    erase(store)
    case = recording.load(desk, a_case(1))
    assert [e.kind for e in case.ordered] == [Kind.ERASED]
    with pytest.raises(RecordRefused) as refused:
        recording.write(desk, case, NoteBody("Call", "He rang again"))
    assert refused.value.code == "entry.erased-here"


def test_a_case_begun_here_is_opened_again_as_it_was_left(
    store: VaultStore, clock: SteppingClock
) -> None:
    desk = a_desk_over(store, clock)
    case = recording.open_case(desk, "E.", "the school rang")
    assert recording.load(desk, case.id) == case


def test_cases_due_for_erasure_are_told_on_their_day(store: VaultStore) -> None:
    for case, day in ((1, 5), (2, 3), (3, 9)):
        store.append([a_note(case, case=case)])
        store.set_purge_due(a_case(case), date(2026, 12, day))
    store.set_purge_due(a_case(3), None)
    assert store.purge_due(date(2026, 12, 2)) == ()
    assert store.purge_due(date(2026, 12, 5)) == (
        (a_case(2), date(2026, 12, 3)),
        (a_case(1), date(2026, 12, 5)),
    )


def test_an_act_in_the_chain_has_no_room_for_contents(store: VaultStore) -> None:
    with pytest.raises(RecordRefused):
        store.log("consult", "x" * 501, JO.principal)


def test_what_is_written_together_is_kept_whole_or_not_at_all(store: VaultStore) -> None:
    head = store.head()

    def broken_off() -> None:
        with store.together():
            store.append([a_note(1), a_note(2)])
            store.keep(b"a package", a_case())
            store.set_setting("received", "today")
            store.append([replace(a_note(1), body=NoteBody("Other", "words"))])

    with pytest.raises(RecordRefused):
        broken_off()
    assert store.entries(a_case()) == ()
    assert (store.head(), store.setting("received")) == (head, "")
    with pytest.raises(KeyError):
        store.blob(hashlib.sha256(b"a package").hexdigest())
    with store.together():
        store.append([a_note(1)])
        store.set_setting("received", "today")
    assert (len(store.entries(a_case())), store.setting("received")) == (1, "today")


def test_a_refusal_among_several_undoes_itself_when_somebody_goes_on(store: VaultStore) -> None:
    store.append([a_note(1)])
    with store.together():
        store.set_setting("before", "yes")
        with suppress(RecordRefused):
            store.append([a_note(2), replace(a_note(1), body=NoteBody("Other", "words"))])
        store.set_setting("after", "yes")
    assert [e.id for e in store.entries(a_case())] == [a_note(1).id]
    assert (store.setting("before"), store.setting("after")) == ("yes", "yes")


def test_several_within_several_are_one(store: VaultStore) -> None:
    with suppress(KeyError), store.together():
        with store.together():
            store.append([a_note(1)])
        store.set_setting("after", "yes")
        raise KeyError
    assert (store.entries(a_case()), store.setting("after")) == ((), "")


@pytest.mark.parametrize("many", [3, 30])
def test_many_at_once_are_chained_like_one_after_another(store: VaultStore, many: int) -> None:
    notes = [a_note(number) for number in range(1, many + 1)]
    store.append(notes[:2])
    store.append([*notes, notes[-1]])
    assert [e.id for e in store.entries(a_case())] == [note.id for note in notes]
    assert store.head()[0] == many
    assert [line.object for line in reversed(store.log_lines())] == [n.id for n in notes]
    assert [p.done for p in store.verify_chain_steps()][-1] == many
    other = replace(notes[0], body=NoteBody("Other", "words"))
    fresh = [a_note(number) for number in range(100, 100 + many)]
    with pytest.raises(RecordRefused) as refused:
        store.append([*fresh, other])
    assert refused.value.code == "entry.two-of-one-id"
    assert len(store.entries(a_case())) == many
    head = store.head()
    store.append(notes)  # what is here already is not chained twice
    assert store.head() == head
    erase(store)
    with pytest.raises(RecordRefused) as refused:
        store.append(fresh)
    assert refused.value.code == "entry.erased-here"
