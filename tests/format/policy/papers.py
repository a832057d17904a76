"""Area cards, trust lists and the two files of enrolment, each read by its own reader."""

from dataclasses import replace

from app.domain.enrolment import EnrolmentSecrets, RootKeys
from app.domain.handover import Mode
from storage.handover import archive, enrolment, envelope, openssh, proof, trust
from storage.handover.refusals import Code
from tests.format import forge, world
from tests.format.forge import Edit, Files, line, same
from tests.format.policy.bench import Bench, Fault, Read
from tests.format.world import DAY, FEN, NOON

LIVE, DEMO = Mode.LIVE, Mode.DEMO
UNTIL = NOON + 300 * DAY


# ----------------------------------------------------------------------------- cards and lists
def paper(bench: Bench, kind: str, edit: Edit = same, by: RootKeys | None = None) -> Files:
    """Norfolk's card or trust list, issued some day, with one edit, signed by a root."""
    root = bench.norfolk.root
    write = trust.write_card if kind == "card" else trust.write_trust
    text, _ = write(root, bench.moment(-300, 0), bench.moment(1, 300))
    text = edit(text)
    return {"text": text, "sig": trust.sign_as_root(by or root, kind, text)}


def read_paper(bench: Bench, kind: str, made: Files, mode: Mode = LIVE) -> Read:
    """A card as a file by itself, or a list that a vault takes in."""
    book = bench.book if mode is LIVE else bench.demo_book
    if kind == "trust":
        return lambda: book.updated(made["text"], made["sig"])
    packed = trust.pack_card(made["text"], made["sig"])
    return lambda: book.admit(trust.unpack_card(packed, mode))


def paper_signature(bench: Bench) -> Read:
    """Issued once more after it was signed."""
    kind = bench.pick("card", "trust")
    made = paper(bench, kind)
    text = line("serial", str(bench.chance.randint(2, 10**9)))(made["text"])
    return read_paper(bench, kind, {**made, "text": text})


def paper_role(bench: Bench) -> Read:
    """Signed by a worker, by another root, or for something else."""
    kind = bench.pick("card", "trust")
    made = paper(bench, kind)
    other = "trust" if kind == "card" else "card"
    sig = bench.pick(
        forge.signed(bench.jo, kind, made["text"]),
        trust.sign_as_root(bench.fen.root, kind, made["text"]),
        trust.sign_as_root(bench.norfolk.root, other, made["text"]),
    )
    return read_paper(bench, kind, {**made, "sig": sig})


def paper_statement(bench: Bench) -> Read:
    kind = bench.pick("card", "trust")
    extra = f"# {bench.word()}: {bench.word()}\n".encode()
    edits = [line("serial", "0"), line("issued", "now"), lambda text: text + extra]
    if kind == "card":
        desk = f"duty age1{'q' * 58}"
        edits += [line("desk", desk), line("telephone", bench.word()), line("root-made", "three")]
    return read_paper(bench, kind, paper(bench, kind, bench.pick(*edits)))


def paper_mode(bench: Bench) -> Read:
    kind = bench.pick("card", "trust")
    return read_paper(bench, kind, paper(bench, kind, line("mode", "DEMO")))


def paper_live(bench: Bench) -> Read:
    kind = bench.pick("card", "trust")
    return read_paper(bench, kind, paper(bench, kind), DEMO)


def paper_too_new(bench: Bench) -> Read:
    kind = bench.pick("card", "trust")
    return read_paper(bench, kind, paper(bench, kind, bench.newer(kind)))


def card_members(bench: Bench) -> Read:
    made = paper(bench, "card")
    rows = [("AREA-CARD.txt", made["text"]), ("AREA-CARD.txt.sig", made["sig"])]
    more = (f"{bench.word()}.txt", b"")
    packed = archive.pack(bench.pick(rows[::-1], rows[:1], rows[1:], [*rows, more], [more, *rows]))
    return lambda: bench.book.admit(trust.unpack_card(packed, LIVE))


def card_changed_root(bench: Bench) -> Read:
    """A card that proves itself, for a name we know under another root: stop and ring."""
    root = replace(bench.norfolk.root, seed=bench.root())
    text, sig = trust.write_card(root, NOON, bench.moment(1, 300))
    return read_paper(bench, "card", {"text": text, "sig": sig})


def list_unknown(bench: Bench) -> Read:
    text, sig = trust.write_trust(bench.stranger().root, NOON, bench.moment(1, 90))
    return read_paper(bench, "trust", {"text": text, "sig": sig})


# ----------------------------------------------------------------------------------- enrolment
def asked(bench: Bench, who: str = "", mode: Mode = LIVE) -> tuple[bytes, EnrolmentSecrets]:
    who = who or f"{bench.word()}@norfolk.example"
    sealed, kept = enrolment.request(mode, who, f"NK {bench.word()}", bench.moment(-9, 0))
    return sealed.content, kept


def request(bench: Bench, edit: Edit = same, seed: bytes = b"", kind: str = "request") -> Read:
    """A request with one edit, signed by the key it names unless told."""
    content, kept = asked(bench)
    text = edit(dict(archive.unpack(content, lambda _: 2**20))["REQUEST.txt"])
    seed = seed or kept.signing_key
    blob = openssh.key_blob(openssh.public_key(seed))
    signature = proof.sign(seed, blob, kind, LIVE, text)
    packed = archive.pack([("REQUEST.txt", text), ("REQUEST.txt.sig", signature)])
    return lambda: enrolment.read_request(packed, LIVE)


def request_signer(bench: Bench) -> Read:
    """It asks for another key than the one that signs it."""
    other = openssh.key_line(openssh.public_key(bench.root()))
    if bench.pick(0, 1):
        return request(bench, line("signing-key", other))
    return request(bench, seed=bench.root())


def request_statement(bench: Bench) -> Read:
    return bench.pick(
        lambda: request(bench, line("area", bench.pick(FEN, bench.area()))),
        lambda: request(bench, line("laptop-key", f"age1{'q' * 58}")),
        lambda: request(bench, line("principal", f"*@{FEN}")),
        lambda: request(bench, line("reference", "")),
    )()


def request_role(bench: Bench) -> Read:
    return request(bench, kind=bench.pick("answer", "card", "delivery"))


def request_mode(bench: Bench) -> Read:
    content, _ = asked(bench, mode=DEMO)
    return bench.pick(
        lambda: lambda: enrolment.read_request(content, LIVE),
        lambda: request(bench, line("mode", "DEMO")),
    )()


def request_live(bench: Bench) -> Read:
    content, _ = asked(bench)
    return lambda: enrolment.read_request(content, DEMO)


def request_of_another_area(bench: Bench) -> Read:
    """A root is asked for a certificate in a name that is not its own."""
    content, _ = asked(bench, f"{bench.word()}@{bench.pick(FEN, bench.area())}")
    read = enrolment.read_request(content, LIVE)
    return lambda: enrolment.answer(read, bench.norfolk.root, 501, NOON, UNTIL)


def answered(bench: Bench, content: bytes, root: RootKeys | None = None, until: float = 0) -> bytes:
    read = enrolment.read_request(content, LIVE)
    end = NOON + until * DAY if until else bench.moment(2, 390)
    serial = bench.chance.randint(1, 10**9)
    return enrolment.answer(read, root or bench.norfolk.root, serial, NOON, end).content


def answer_to_another(bench: Bench) -> Read:
    """To an earlier request of ours, or for another person."""
    content, kept = asked(bench)
    made = answered(bench, content)
    other = f"{bench.word()}-{bench.word()}@norfolk.example"
    wrong = bench.pick(replace(kept, request=bench.hex(64)), replace(kept, principal=other))
    return lambda: enrolment.accept(made, wrong, NOON)


def answer_with_a_wrong_desk_key(bench: Bench) -> Read:
    content, kept = asked(bench)
    key = bench.pick(world.IDENTITIES["stranger"], f"AGE-SECRET-KEY-1{bench.word().upper()}")
    root = replace(bench.norfolk.root, desks=((bench.norfolk.desk, key),))
    made = answered(bench, content, root)
    return lambda: enrolment.accept(made, kept, NOON)


def _taken_apart(bench: Bench) -> tuple[Files, EnrolmentSecrets]:
    content, kept = asked(bench)
    plain = envelope.decrypt(answered(bench, content), (kept.laptop_identity,))
    return dict(archive.unpack(plain, lambda _: 2**20)), kept


def _accept(files: Files, kept: EnrolmentSecrets) -> Read:
    laptop = [envelope.recipient_of(kept.laptop_identity)]
    sealed = envelope.encrypt(archive.pack(list(files.items())), laptop)
    return lambda: enrolment.accept(sealed, kept, NOON)


def answer_checksum(bench: Bench) -> Read:
    files, kept = _taken_apart(bench)
    other = bench.pick(bench.jo, bench.al, bench.sue).certificate
    change = bench.pick(
        {"CERTIFICATE.pub": other},
        {"DESK-1.txt": f"{world.IDENTITIES['stranger']}\n".encode()},
        {"TRUST.txt": line("serial", str(bench.chance.randint(2, 999)))(files["TRUST.txt"])},
    )
    return _accept({**files, **change}, kept)


def answer_members(bench: Bench) -> Read:
    files, kept = _taken_apart(bench)
    gone = bench.pick("AREA-CARD.txt", "TRUST.txt", "CERTIFICATE.pub", "DESK-1.txt", "PADDING.bin")
    less = {name: raw for name, raw in files.items() if name != gone}
    return _accept(bench.pick(less, {**files, "DESK-2.txt": files["DESK-1.txt"]}), kept)


def answer_certificate(bench: Bench) -> Read:
    """For another key than this laptop's."""
    content, kept = asked(bench)
    made = answered(bench, content)
    wrong = replace(kept, signing_key=bench.root())
    return lambda: enrolment.accept(made, wrong, NOON)


def answer_expired(bench: Bench) -> Read:
    content, kept = asked(bench)
    days = bench.chance.randint(1, 300)
    made = answered(bench, content, until=days)
    late = NOON + (days + bench.chance.randrange(400)) * DAY
    return lambda: enrolment.accept(made, kept, late)


def answer_for_another(bench: Bench) -> Read:
    content, _ = asked(bench)
    _, kept = asked(bench)
    made = answered(bench, content)
    return lambda: enrolment.accept(made, kept, NOON)


def answer_changed_root(bench: Bench) -> Read:
    """An answer that proves itself, by another root than the laptop knows for its area."""
    content, kept = asked(bench)
    made = answered(bench, content, replace(bench.norfolk.root, seed=bench.root()))
    return lambda: bench.book.put(enrolment.accept(made, kept, NOON).own)


FAULTS = (
    Fault(Code.SIGNATURE, paper_signature),
    Fault(Code.WRONG_ROLE, paper_role),
    Fault(Code.STATEMENT, paper_statement),
    Fault(Code.DEMO_IN_LIVE, paper_mode),
    Fault(Code.LIVE_IN_DEMO, paper_live),
    Fault(Code.TOO_NEW, paper_too_new),
    Fault(Code.MEMBERS, card_members),
    Fault(Code.CHANGED_ROOT, card_changed_root),
    Fault(Code.UNKNOWN_AREA, list_unknown),
    Fault(Code.STATEMENT, request_statement),
    Fault(Code.WRONG_ROLE, request_role),
    Fault(Code.DEMO_IN_LIVE, request_mode),
    Fault(Code.LIVE_IN_DEMO, request_live),
    Fault(Code.SIGNER, request_signer),
    Fault(Code.ENROLMENT, request_of_another_area),
    Fault(Code.ENROLMENT, answer_to_another),
    Fault(Code.ENROLMENT, answer_with_a_wrong_desk_key),
    Fault(Code.CHECKSUM, answer_checksum),
    Fault(Code.MEMBERS, answer_members),
    Fault(Code.CERTIFICATE, answer_certificate),
    Fault(Code.EXPIRED, answer_expired),
    Fault(Code.NOT_FOR_US, answer_for_another),
    Fault(Code.CHANGED_ROOT, answer_changed_root),
)
