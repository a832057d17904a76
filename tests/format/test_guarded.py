"""Strangers' files are opened by a child with bounds: the same answers, and no file that costs us.

The child of these tests is the program's own; the bad ones are small scripts in its place.
"""

from __future__ import annotations

import gc
import io
import json
import sys
import textwrap
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.domain.errors import PackageRefused
from app.domain.handover import Mode
from storage.handover import child, reply
from storage.handover.desk import PackageDesk
from storage.handover.guarded import GuardedDesk, Opening, guarded
from storage.handover.trust import Book
from tests.format import faults, world
from tests.format.test_vectors import NAMES, read_vector
from tests.format.world import NOON

OPENER = (sys.executable, "-m", "ui.main", "--opener")
SENT = ("d" * 64,)


@pytest.fixture(scope="module")
def opening():
    one = Opening(OPENER)
    yield one
    one.close()


def desks(identity: str, book: Book, opening: Opening) -> tuple[PackageDesk, GuardedDesk]:
    """The same desk, opening files itself and by the child."""
    who = replace(world.west().worker(), identities=(world.IDENTITIES[identity],))
    return PackageDesk(who, book), guarded(who, book, opening)


def told(work) -> object:
    """What comes out, be it a value or a refusal."""
    try:
        return work()
    except PackageRefused as refused:
        return refused.code, refused.facts


def stand_in(tmp_path: Path, does: str, seconds: float = 30.0) -> Opening:
    """A child that does something else once it has been asked."""
    script = tmp_path / "stand_in.py"
    script.write_text(
        "import sys, os, time\n"
        "take, put = sys.stdin.buffer.read, sys.stdout.buffer.write\n"
        "frame = lambda text: len(text).to_bytes(8, 'big') + text\n" + textwrap.dedent(does)
    )
    return Opening((sys.executable, str(script)), seconds)


def refusal(opening: Opening, content: bytes = b"age-encryption.org/v1\n") -> tuple[str, object]:
    _, desk = desks("west/mash", world.book(), opening)
    with pytest.raises(PackageRefused) as refused:
        desk.open(content, NOON)
    opening.close()
    return refused.value.code, refused.value.facts.get("why")


@pytest.mark.parametrize("name", NAMES)
def test_every_vector_gets_the_answer_of_a_desk_that_opens_it_itself(opening, name):
    facts, content = read_vector(name)
    here, there = desks(facts["identity"], faults.BOOKS[facts["trust"]](), opening)
    arrived = NOON
    assert told(lambda: there.open(content, arrived)) == told(lambda: here.open(content, arrived))
    if name.startswith(("receipt", "reasons", "review")):
        assert told(lambda: there.open_receipt(content, arrived, SENT)) == told(
            lambda: here.open_receipt(content, arrived, SENT)
        )
        assert told(lambda: there.read_review(content, arrived)) == told(
            lambda: here.read_review(content, arrived)
        )


def test_one_child_serves_every_file_and_has_bounds(opening):
    if not sys.platform.startswith("linux"):
        pytest.skip("the bounds are read from /proc")
    opening.start()
    first = opening.pid
    _, desk = desks("west/mash", world.book(), opening)
    content = read_vector("good")[1]
    for _ in range(3):
        assert desk.open(content, NOON).findings == ()
    assert opening.pid == first
    bounds = Path(f"/proc/{first}/limits").read_text()
    assert f"Max address space         {child.MEMORY}" in bounds
    assert "Max file size             0 " in bounds
    assert "Max core file size        0 " in bounds


def test_the_child_is_given_no_key_but_the_desks():
    asked = []
    spy = SimpleNamespace(ask=lambda request, content: asked.append((request, content)))
    _, desk = desks("west/mash", world.book(), spy)
    desk.open(b"file", NOON)
    ((request, content),) = asked
    assert content == b"file"
    assert set(request) == {"what", "mode", "keys", "trust", "arrived"}
    assert request["keys"] == (world.IDENTITIES["west/mash"],)
    spelt = json.dumps(request)
    for secret in (world.west().worker().signing_key, world.west().root.seed):
        assert secret.hex() not in spelt
        assert repr(secret)[2:-1] not in spelt


def test_a_file_that_takes_too_long_is_refused_and_the_next_gets_a_new_child(tmp_path):
    slow = stand_in(tmp_path, "take(8); time.sleep(60)", seconds=0.3)
    _, desk = desks("west/mash", world.book(), slow)
    for _ in range(2):
        with pytest.raises(PackageRefused, match=r"package\.exhausting") as refused:
            desk.open(b"x", NOON)
        assert refused.value.facts == {"why": "time"}
        assert slow.pid == 0


def test_a_file_that_takes_too_much_memory_is_refused_and_the_child_lives(tmp_path):
    greedy = """
        from storage.handover import child
        child.limit()
        child._open = lambda *_: bytes(2 * child.MEMORY)
        child.serve()
        """
    assert refusal(stand_in(tmp_path, greedy)) == ("package.exhausting", "memory")


def test_the_child_can_write_no_file(tmp_path):
    scribe = f"""
        from storage.handover import child
        child.limit()
        child._open = lambda *_: open({str(tmp_path / "left")!r}, "w").write("a word of the case")
        child.serve()
        """
    code, _ = refusal(stand_in(tmp_path, scribe))
    assert code == "package.exhausting"
    assert not (tmp_path / "left").exists() or not (tmp_path / "left").read_bytes()


@pytest.mark.parametrize(
    ("does", "why"),
    [
        ("os._exit(1)", "ended"),
        ("take(8); os.abort()", "ended"),
        ("put(b'V' + frame(b'[[5],[]]'))", "ended"),
        ("put(b'V' + frame(b'[[9999999999],[]]'))", "ended"),
        ("put(b'V' + frame(b'no'))", "ended"),
        ("put(b'V' + b'\\xff' * 8)", "ended"),
        ("put(b'V')", "ended"),
        ("put(b'V' + frame(b'[[],{}]'))", "reply"),
        ("put(b'R' + frame(b'[]'))", "reply"),
        ("put(b'R' + frame(b'no'))", "reply"),
        ('put(b\'R\' + frame(b\'{"code":"x","facts":{}}\'))', "reply"),
    ],
)
def test_whatever_becomes_of_the_child_the_file_is_refused(tmp_path, does, why):
    end = "\nsys.stdout.flush()\ntake(300_000)"
    big = bytes(300_000)  # more than a pipe holds, so that some of it is still to be sent
    assert refusal(stand_in(tmp_path, does + end), big) == ("package.exhausting", why)


def test_a_refusal_that_the_child_names_comes_with_its_facts(tmp_path):
    said = {"code": "package.too-new", "facts": {"version": 2, "file": "DELIVERY.txt"}}
    does = f"""
        put(b"R" + frame({json.dumps(said).encode()!r}))
        sys.stdout.flush()
        take()
        """
    opening = stand_in(tmp_path, does)
    _, desk = desks("west/mash", world.book(), opening)
    with pytest.raises(PackageRefused, match=r"package\.too-new") as refused:
        desk.open(b"x", NOON)
    opening.close()
    assert refused.value.facts == said["facts"]


def test_where_no_child_can_be_started_that_is_what_is_said(tmp_path):
    gone = Opening((str(tmp_path / "no-such-program"),))
    gone.warm().join()
    assert refusal(gone)[0] == "package.no-opener"


def test_a_child_that_ended_between_two_files_is_started_anew(opening):
    opening.warm().join()
    first = opening.pid
    opening._child.kill()
    opening._child.wait()
    _, desk = desks("west/mash", world.book(), opening)
    assert desk.open(read_vector("good")[1], NOON).findings == ()
    assert opening.pid not in {0, first}


def test_a_file_over_the_largest_is_not_even_carried_there():
    never = Opening(("/nonexistent",))
    assert refusal(never, bytes(64 * 1024 * 1024 + 1))[0] == "package.too-large"
    assert never.pid == 0


def test_a_desk_that_knows_nobody_refuses_as_it_must(opening):
    here, there = desks("west/mash", Book(Mode.LIVE), opening)
    content = read_vector("good")[1]
    assert told(lambda: there.open(content, NOON)) == told(lambda: here.open(content, NOON))


# ------------------------------------------------------------------ the child's own side
def asked(what: str, content: bytes, **facts) -> bytes:
    """A request as it is sent."""
    request = {
        "what": what,
        "mode": "LIVE",
        "keys": [world.IDENTITIES["west/mash"]],
        "trust": guarded(world.west().worker(), world.book(), Opening(()))._trust,
        "arrived": NOON.isoformat(),
        "size": len(content),
        **facts,
    }
    return child.frame(json.dumps(request).encode()) + content


def test_the_child_answers_one_after_another_until_its_input_ends():
    good, receipt = read_vector("good")[1], read_vector("receipt-good")[1]
    review = read_vector("reasons")[1]
    duty = {"keys": [world.IDENTITIES["norfolk/duty"]]}
    source = io.BytesIO(
        asked("package", good)
        + asked("receipt", receipt, **duty)
        + asked("review", review, **duty)
        + asked("package", b"no")
        + asked("package", good, arrived="no")
    )
    sink = io.BytesIO()
    assert child.serve(source, sink) == 0
    sink.seek(0)
    kinds = []
    while kind := sink.read(1):
        said = child.read_text(sink)
        kinds.append(kind)
        if kind == b"V":
            for size in json.loads(said)[0]:
                child.take(sink, size)
        else:
            kinds.append(json.loads(said))
    assert kinds == [
        b"V", b"V", b"V",
        b"R", {"code": "package.not-age", "facts": {}},
        b"R", {"code": "package.exhausting", "facts": {"why": "ValueError"}},
    ]  # fmt: skip


def test_a_request_cut_short_ends_the_child():
    whole = asked("package", b"file")
    for cut in (3, 40, len(whole) - 2):
        with pytest.raises(EOFError):
            child.serve(io.BytesIO(whole[:cut]), io.BytesIO())
    with pytest.raises(EOFError):
        child.serve(io.BytesIO(b"\xff" * 8), io.BytesIO())


def test_the_child_bounds_itself_where_the_system_can(monkeypatch):
    import resource

    set_, thresholds = [], gc.get_threshold()
    monkeypatch.setattr(resource, "setrlimit", lambda what, most: set_.append((what, most)))
    child.limit()
    assert (resource.RLIMIT_AS, (child.MEMORY, child.MEMORY)) in set_
    assert (resource.RLIMIT_FSIZE, (0, 0)) in set_
    monkeypatch.setitem(sys.modules, "resource", None)
    child.limit()  # a system that has none: nothing happens
    assert len(set_) == 3
    gc.unfreeze()
    gc.set_threshold(*thresholds)


def test_a_package_that_is_too_much_for_the_child_is_refused(monkeypatch):
    def too_much(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(child, "_open", too_much)
    request = {"what": "package"}
    kind, said = child.answer(request, b"")
    assert kind == b"R"
    assert json.loads(said[8:]) == {"code": "package.exhausting", "facts": {"why": "memory"}}


# ------------------------------------------------------------------ the reply


@pytest.fixture(scope="module")
def verified():
    who = replace(world.west().worker(), identities=(world.IDENTITIES["west/mash"],))
    desk = PackageDesk(who, world.book())
    return desk.open(read_vector("good-stack")[1], NOON)


def test_a_reply_says_what_was_proved_to_the_last_byte(verified):
    assert reply.unpack("package", *reply.pack("package", verified)) == verified


def test_a_reply_of_any_other_shape_is_refused_and_nothing_else_comes_of_it(verified):
    """One place of the reply after another holds something else."""
    text, blobs = reply.pack("package", verified)
    tree = json.loads(text)
    refused = taken = 0
    for path in islice(places(tree), 0, None, 3):
        for other in (None, 1, -1, True, "x", [], {}, 10**9, "2026-01-01", [[]]):
            changed = json.loads(text)
            put(changed, path, other)
            try:
                found = reply.unpack("package", json.dumps(changed).encode(), blobs)
            except reply.ReplyError:
                refused += 1
            else:
                assert type(found) is type(verified)
                taken += 1
    assert refused > 5 * taken  # a text may be another text


def places(tree, path=()):
    """The way to every value; of long lists only to the first few."""
    if path:
        yield path
    if isinstance(tree, list):
        for n, one in enumerate(tree[:24]):
            yield from places(one, (*path, n)) if len(path) < 7 else ()


def put(tree, path, value):
    for n in path[:-1]:
        tree = tree[n]
    tree[path[-1]] = value


@pytest.mark.parametrize("text", [b"", b"no", b"{}", b"[]", b"[" * 100_000, b"\xff"])
def test_what_is_no_reply_is_refused(text):
    with pytest.raises(reply.ReplyError):
        reply.unpack("package", text, [])
