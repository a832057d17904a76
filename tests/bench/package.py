"""The package and the chain: sealing a whole case, proving packages, checking the record."""

import hashlib
import statistics
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.content.packs_on_disk import read_practice
from app.domain.handover import Sealed
from app.domain.ids import CaseId
from app.services import handing_over
from app.services.practice import seed
from app.services.recording import load
from app.services.reporting import build_report
from storage.handover import archive, certificates, envelope, openssh, reader, trust, writer
from storage.report.renderer import Renderer
from tests.bench.figures import Figure
from tests.bench.rounds import Bench, timed
from tests.builders import SteppingClock
from tests.database.a_vault import AVault, a_note
from tests.format import world
from tests.journeys.practice import ALL, Practice, a_draft, practice
from tests.report.a_case import COPY
from tests.report.conftest import CHILD, FONTS
from tests.unit.stories import the_library

SIGNATURES = 8  # delivery, manifest and review, each with a certificate; card and trust list
PACKAGES = 60
ENTRIES = 2_000


def a_package() -> Sealed:
    """One slice of several classes with papers, reviewed: some 128 KiB."""
    return writer.seal(world.a_parcel(), world.norfolk().worker(), world.book())


def proving(content: bytes) -> Callable[[], object]:
    """Prove a package and decode its entries, as a receiver does."""
    keys, book = (world.IDENTITIES["west/mash"],), world.book()
    return lambda: reader.open_package(content, keys, book, world.NOON)


def proving_strangers(content: bytes) -> Callable[[], object]:
    """The same of a sender never seen before: no card, list or certificate is remembered."""
    prove = proving(content)

    def work() -> object:
        for remembered in (certificates.read, trust.read_card_of, trust.read_trust):
            remembered.cache_clear()
        return prove()

    return work


def floor(content: bytes) -> Callable[[], None]:
    """What no reader of this format can do without: decrypt, hash every file, check signatures."""
    keys, own = (world.IDENTITIES["west/mash"],), world.seed("floor")
    message = b"x" * 2_000
    signature = openssh.sign(own, message)
    public = Ed25519PublicKey.from_public_bytes(openssh.public_key(own))

    def work() -> None:
        plain = envelope.decrypt(content, keys)
        for _, member in archive.unpack(plain, lambda _: 2**30):
            hashlib.sha256(member).digest()
        for _ in range(SIGNATURES):
            public.verify(signature, message)

    return work


def proved_in_a_second(content: bytes) -> float:
    """Packages proved in a second, one after another, in one process."""
    work = proving(content)
    work()
    return 1 / statistics.median(timed(work) for _ in range(PACKAGES))


def a_whole_case() -> Callable[[], object]:
    """Draw, seal and prove the fullest practice case, its PDF drawn in a child included."""
    clock = SteppingClock()
    sender = practice("northmere.example", "t.osei", clock, 0)
    receiver = practice("calderby.example", "k.lowe", clock, 50_000)
    library = the_library()
    scripts = dict(read_practice())
    case = seed(sender.desk, library.screening, "e-northmere.toml", scripts["e-northmere.toml"])
    return lambda: _sent(sender, receiver, case.id)


def _sent(sender: Practice, receiver: Practice, case: CaseId) -> object:
    loaded, now = load(sender.desk, case), sender.desk.clock.now()
    draft = a_draft(sender, "calderby.example")
    prepared = handing_over.prepare(sender.desk, loaded, sender.post, draft)
    report = build_report(loaded, the_library(), replace(COPY, answer_by=now), now, ALL)
    pdf = Renderer(CHILD, FONTS).handover(report)
    made = handing_over.seal(prepared, sender.post.papers(), pdf)
    return receiver.post.papers().open(made.sealed.content, now)


def chain_checked(vault: AVault) -> tuple[float, float]:
    """Entries checked in a second, chain and commitments; and what 19 steps in 20 take, in ms."""
    store = vault.create().store
    store.append([a_note(n) for n in range(1, ENTRIES + 1)])
    steps = store.verify_chain_steps()
    took: list[float] = []
    while True:
        seconds = timed(lambda: next(steps, None))
        took.append(seconds)
        if seconds < 1e-5:  # nothing was left to do
            break
    return ENTRIES / sum(took), 1000 * statistics.quantiles(took, n=20)[-1]


def benches(_folder: Path) -> tuple[Bench, ...]:
    """What is asked of a package."""
    content = a_package().content
    return (
        Bench(
            "package proved and read",
            "decrypting, hashing and checking eight signatures of the same bytes",
            1.30,
            floor(content),
            proving(content),
            rounds=121,
        ),
        Bench(
            "package of a sender never seen before proved and read",
            "the same",
            1.30,
            floor(content),
            proving_strangers(content),
            rounds=121,
        ),
    )


def figures(folder: Path) -> tuple[Figure, ...]:
    """What is asked of packages and the chain as plain figures."""
    return (
        Figure(
            "packages proved in a second",
            "packages",
            100,
            lambda: proved_in_a_second(a_package().content),
            at_most=False,
        ),
        Figure(
            "whole case drawn, sealed and proved",
            "ms",
            2_000,
            lambda: 1000 * statistics.median(map(timed, [a_whole_case()] * 3)),
        ),
        Figure(
            "entries checked in a second, chain and commitments",
            "entries",
            2_000,
            lambda: chain_checked(AVault(folder / "chain"))[0],
            at_most=False,
        ),
        Figure(
            "nineteen in twenty steps of that check",
            "ms",
            10,
            lambda: chain_checked(AVault(folder / "steps"))[1],
        ),
    )
