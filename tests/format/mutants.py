"""Thousands of wrong packages: `python -m tests.format.mutants --per-layer 10000`.

Each mutant is wrong in one layer and made good again above and below it: sums are counted again,
statements signed again (sometimes by another area's real worker), the archive padded and sealed
again. So each layer has to catch its own. The sixth group is whole in every byte and wrong in what
it says, or for whom, or in its kind (`tests/format/policy`); there the refusal must be the one due.

Prints how many of each refusal, by layer and in all. Exits with 1 when a mutant was taken for
genuine, when anything but a refusal came out, when a sixth-group refusal was another than the one
due, or when a run of 10,000 or more a layer saw a code fewer than 50 times.
"""

from __future__ import annotations

import argparse
import base64
import itertools
import random
import sys
import time
import traceback
from collections import Counter
from typing import TYPE_CHECKING

from app.domain.errors import PackageRefused
from app.domain.handover import Carried
from storage import codec
from storage.handover import archive, reader, writer
from tests.format import forge, policy, world
from tests.format.tally import ACCEPTED, ESCAPED, FULL, Table

if TYPE_CHECKING:
    from collections.abc import Callable

LAYERS = ("age", "zip", "statement", "signature", "part")
POLICY = "policy and kind"
ALLOWED = "genuine: other words its author could have signed"
_ALPHABET = bytes(range(256))


class Workshop:
    """Good packages to start from, and the people who sign again."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.jo = world.norfolk().worker()
        self.sue = world.norfolk().supervisor()
        self.fay = world.fen().worker()
        carried = Carried(world.a_slice(self.jo, reviewer=self.sue), world.OUT)
        plain = writer._archive(world.a_parcel(carried), self.jo, "0f" * 16)
        self.plain = plain
        self.files = dict(archive.unpack(plain, lambda _: 2**30))
        self.sealed = forge.sealed(plain)
        self.book = world.book()

    # ------------------------------------------------------------------ one change of bytes
    def change(self, content: bytes, within: int = 0) -> bytes:
        """One to three small changes, anywhere in the first `within` bytes."""
        for _ in range(self.random.choice((1, 1, 1, 2, 3))):
            content = self._change(content, min(within, len(content)) or len(content))
        return content

    def _change(self, content: bytes, end: int) -> bytes:
        pick = self.random
        at = pick.randrange(end + 1)
        to = min(at + pick.choice((1, 1, 2, 4, 16, 200)), len(content))
        kind = pick.randrange(7)
        if kind == 0 and content:
            return forge.flipped(content, min(at, len(content) - 1))
        if kind == 1:
            return content[:at] + bytes([pick.choice(_ALPHABET)]) + content[at + 1 :]
        if kind == 2:
            return content[:at] + content[to:]
        if kind == 3:
            return content[:at] + pick.randbytes(to - at + 1) + content[at:]
        if kind == 4:
            return content[:to] + content[at:]
        if kind == 5:
            return content[:at]
        return content[:at] + content[at:to][::-1] + content[to:]

    def change_lines(self, text: bytes) -> bytes:
        """A change of lines that no grammar allows, whoever signs it."""
        pick = self.random
        rows = text.splitlines(keepends=True)
        at = pick.randrange(len(rows))
        row = rows[at]
        rows[at : at + 1] = pick.choice(
            (
                [],
                [row, row],
                [row, b"\n"],
                [row[:-1] + b" \n"],
                [row[:-1] + b"\r\n"],
                [b" " + row],
                [row.replace(b": ", b":  ", 1) if b": " in row else b"\t" + row],
                [b"# x: y\n", row],
                [row[:-1] + "é".encode() + b"\n"],
                [row.upper().replace(b"#", b"##", 1)],
                [row[:-1]] if at + 1 == len(rows) else [row[:-1] + b"\x0b" + rows[at]],
            )
        )
        return b"".join(rows)

    # ------------------------------------------------------------------------------- layers
    def age(self) -> tuple[bytes, bytes]:
        """The envelope; half of the changes fall in its header."""
        header = self.sealed.index(b"\n---") + 48
        return self.sealed, self.change(self.sealed, self.random.choice((header, 0)))

    def zip(self) -> tuple[bytes, bytes]:
        """The archive's bytes, sealed again; most changes fall outside the padding."""
        if self.random.random() < 0.2:
            return self.plain, self._repacked()
        body = len(self.plain) - 1_600
        if self.random.random() < 0.3:
            tail = self.change(self.plain[body:])
            return self.plain, self.plain[:body] + tail
        return self.plain, self.change(self.plain, self.random.choice((7_000, 7_000, 0)))

    def _repacked(self) -> bytes:
        """A zip in the one good form: a file too many, too few, elsewhere, renamed; padding."""
        pick = self.random
        rows = list(self.files.items())
        at, to = pick.sample(range(len(rows)), 2)
        name, content = rows[at]
        kind = pick.randrange(5)
        if kind == 4:
            rows[-1] = (archive.PADDING, pick.randbytes(pick.randrange(9)) + rows[-1][1][9:])
        elif kind == 0:
            del rows[at]
        elif kind == 1:
            rows.insert(at, (f"{pick.choice(('', '01/', '01/papers/'))}{to}.txt", b""))
        elif kind == 2:
            rows[at], rows[to] = rows[to], rows[at]
        else:
            rows[at] = (pick.choice((name.swapcase(), f"{name}.{to}", f"02{name}")), content)
        return archive.pack(rows)

    def statement(self) -> tuple[bytes, bytes]:
        """A statement: not signed again, signed by a stranger, or its lines broken and signed."""
        names = ("DELIVERY.txt", "01/MANIFEST.txt", "01/REVIEW-1.txt", "AREA-CARD.txt", "TRUST.txt")
        name = self.random.choice(names)
        how = self.random.choice(("unsigned", "stranger", "broken"))
        if name == "DELIVERY.txt":
            return self.plain, self._redelivered(how)
        old = self.files[name]
        new = self.change_lines(old) if how == "broken" else self.change(old)
        if new == old:
            return self.plain, self.plain
        return self.plain, self._resigned(name, new, how)

    def _redelivered(self, how: str) -> bytes:
        """DELIVERY.txt with its own sums and padding counted again, so that only it is wrong."""
        if how == "unsigned":
            old, change = self.files["DELIVERY.txt.sig"], self._repeatable(self.change)
            edits = self.random.choice(((change, forge.same), (forge.same, change)))
            return forge.redeliver(
                self.files, self.jo, edits[0], sums=edits[1], signature=lambda _: old
            )
        if how == "stranger":
            edit = self.random.choice((forge.same, self.change))
            return forge.redeliver(self.files, self.fay, edit)
        if self.random.random() < 0.2:
            return forge.redeliver(self.files, self.jo, self._other_parts)
        if self.random.random() < 0.1:
            at = self.random.randrange(len(self.files) - 2)
            return forge.redeliver(self.files, self.jo, sums=lambda text: _without(text, at))
        if self.random.random() < 0.5:
            return forge.redeliver(self.files, self.jo, self.change_lines)
        return forge.redeliver(self.files, self.jo, sums=self._repeatable(self.change_lines))

    def _repeatable(self, edit: forge.Edit) -> forge.Edit:
        """The same change each time: padding is measured on a first try."""
        seed = self.random.getrandbits(64)

        def again(content: bytes) -> bytes:
            kept, self.random = self.random, random.Random(seed)
            try:
                return edit(content)
            finally:
                self.random = kept

        return again

    def _other_parts(self, text: bytes) -> bytes:
        """Part lines that fit the grammar, and not what is in the package."""
        rows = text.splitlines(keepends=True)
        parts = [at for at, row in enumerate(rows) if row.startswith(b"# part: ")]
        one, two = self.random.sample(parts, 2)
        if self.random.random() < 0.5:
            rows[one], rows[two] = rows[two], rows[one]
        else:
            said = rows[one].split(b" ")[:3]
            out = b"withheld not-needed\n" if rows[one].endswith(b" in\n") else b"in\n"
            rows[one] = b" ".join([*said, out])
        return b"".join(rows)

    def _resigned(self, name: str, new: bytes, how: str) -> bytes:
        files = {**self.files, name: new}
        if how != "unsigned":
            files[name + ".sig"] = self._signature(name, new, stranger=how == "stranger")
        if name == "01/MANIFEST.txt":
            was, now = (forge.sha256(text).encode() for text in (self.files[name], new))
            files["DELIVERY.txt"] = files["DELIVERY.txt"].replace(was, now)
        return forge.redeliver(files, self.jo)

    def _signature(self, name: str, message: bytes, *, stranger: bool) -> bytes:
        if name in {"AREA-CARD.txt", "TRUST.txt"}:
            place = world.fen() if stranger else world.norfolk()
            kind = "card" if name == "AREA-CARD.txt" else "trust"
            return forge.trust_signature(place.root, kind, message)
        kind = {"D": "delivery", "0": "manifest"}[name[0]]
        kind = "review" if "REVIEW" in name else kind
        own = self.sue if kind == "review" else self.jo
        return forge.signed(self.fay if stranger else own, kind, message)

    def signature(self) -> tuple[bytes, bytes]:
        """An armour, changed outside or inside, or another area's real one in its place."""
        name = self.random.choice([n for n in self.files if n.endswith(".sig")])
        how = self.random.choice(("armour", "blob", "blob", "stranger"))
        if how == "armour":
            edit = self._repeatable(self.change)
        elif how == "blob":
            edit = self._repeatable(lambda text: _rearmoured(self.change(_blob(text))))
        elif name == "DELIVERY.txt.sig":
            return self.plain, forge.redeliver(self.files, self.fay)
        else:
            theirs = self._signature(name[:-4], self.files[name[:-4]], stranger=True)
            edit = lambda _: theirs  # noqa: E731
        if name == "DELIVERY.txt.sig":
            return self.plain, forge.redeliver(self.files, self.jo, signature=edit)
        files = {**self.files, name: edit(self.files[name])}
        return self.plain, forge.redeliver(files, self.jo)

    def part(self) -> tuple[bytes, bytes]:
        """A part: under the old manifest, or under one signed by its author or by a stranger."""
        files = {n: c for n, c in self.files.items() if "REVIEW" not in n}
        name = self.random.choice([n for n in files if n.endswith(".jsonl")])
        new = self.change(files[name])
        if new == files[name]:
            return self.plain, self.plain
        files[name] = new
        by = self.random.choice((None, self.jo, self.jo, self.fay))
        if by is not None:
            files = forge.remanifest(files, by)
        return self.plain, forge.redeliver(files, self.jo)


def _without(text: bytes, at: int) -> bytes:
    rows = text.splitlines(keepends=True)
    return b"".join(rows[:at] + rows[at + 1 :])


def _blob(armoured: bytes) -> bytes:
    return base64.b64decode(b"".join(armoured.splitlines()[1:-1]))


def _rearmoured(blob: bytes) -> bytes:
    text = base64.b64encode(blob)
    rows = [text[at : at + 70] for at in range(0, len(text), 70)]
    first, last = b"-----BEGIN SSH SIGNATURE-----", b"-----END SSH SIGNATURE-----"
    return b"\n".join([first, *rows, last]) + b"\n"


def _answer(layer: str, content: bytes, shop: Workshop) -> str:
    """What the reader says: a refusal code, or that it took the mutant."""
    key = (world.IDENTITIES["west/mash"],)
    sealed = content if layer == "age" else forge.sealed(content)
    try:
        verified = reader.open_package(sealed, key, shop.book, world.NOON)
    except PackageRefused as refused:
        return refused.code
    # Letters inside a person's words may change if the author signs them: a person could have
    # written these. Whatever is taken must still be in its one spelling, and by its own area.
    lines = {
        line
        for name, part in verified.slices[0].signed.members
        if name.endswith(".jsonl")
        for line in part.split(b"\n")[1:-1]
    }
    own = {codec.encode(entry) for one in verified.slices for entry in one.entries}
    return ALLOWED if layer == "part" and lines == own else ACCEPTED


def _policy(fault: policy.Fault, read: policy.Read, table: Table) -> str:
    """What the reader of this kind of file says, which must be the refusal that is due."""
    try:
        read()
    except PackageRefused as refused:
        if refused.code != fault.expect.value:
            table.faults.append(f"{_name(fault)}: {refused.code} where {fault.expect} was due")
        return refused.code
    return ACCEPTED


def _name(fault: policy.Fault) -> str:
    return f"{fault.make.__module__}.{fault.make.__qualname__}"


def _bytes_of(layer: str, shop: Workshop) -> Callable[[Table], Callable[[], str]]:
    """Makes one effective mutant of a layer, to be read."""

    def make(_: Table) -> Callable[[], str]:
        before = after = b""
        while before == after:  # a change may undo itself
            before, after = getattr(shop, layer)()
        return lambda: _answer(layer, after, shop)

    return make


def _policies(shop: Workshop) -> Callable[[Table], Callable[[], str]]:
    """Makes the files of the sixth group, each fault in its turn."""
    bench, turn = policy.Bench(shop.random), itertools.cycle(policy.faults())

    def make(table: Table) -> Callable[[], str]:
        fault = next(turn)
        read = fault.make(bench)
        return lambda: _policy(fault, read, table)

    return make


def run(per_layer: int, seed: int = 1, say: Callable[[str], object] = print) -> Table:
    """Make and read `per_layer` effective mutants of each layer and of the sixth group."""
    shop = Workshop(seed)
    table = Table()
    makers = {layer: _bytes_of(layer, shop) for layer in LAYERS} | {POLICY: _policies(shop)}
    for layer, make in makers.items():
        codes = table.counts[layer] = Counter()
        for number in range(per_layer):
            read = make(table)
            began = time.perf_counter()
            try:
                codes[read()] += 1
            except Exception as error:  # noqa: BLE001 - whatever gets out is what we look for
                codes[ESCAPED] += 1
                where = traceback.format_exception(error)[-2].strip()
                table.faults.append(f"{layer} {number}: {type(error).__name__} got out; {where}")
            table.slowest = max(table.slowest, time.perf_counter() - began)
    for text in table.lines():
        say(text)
    return table


def main(per_layer: int, seed: int) -> int:
    """Run, print, and say by the exit code whether all is as it must be."""
    table = run(per_layer, seed)
    few = table.too_few(per_layer)
    for text in few:
        print(text)
    return 1 if table.accepted or table.faults or few else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--per-layer", type=int, default=FULL)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sys.exit(main(given.per_layer, given.seed))
