"""A fuzzer that watches which lines it reaches: `python -m tests.format.fuzz --minutes 60`.

It feeds the readers of a stranger's file with bytes of its own making, begun from the vectors: the
envelope's header, the archive, statements, signatures, certificates, a part's lines and a child's
reply. Anything that comes out but a value or a refusal is a fault. It needs the Python package
atheris, which is not among this project's own; without it this says so, and ends with 0.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
import zlib
from pathlib import Path

from app.domain.errors import Refused

FOLDER = Path(__file__).parent / "vectors"


def seeds(folder: Path) -> None:
    """Bodies of the vectors, one file each; the first byte says whose turn it is."""
    for number, path in enumerate(sorted(FOLDER.glob("*.vector"))):
        head, _, body = path.read_bytes().partition(b"\n\n")
        plain = body if b"layer: age" in head else zlib.decompress(body)
        if len(plain) < 100_000:
            (folder / path.stem).write_bytes(bytes([number % 7]) + plain)


def read(content: bytes) -> None:
    """One reader's turn. Whatever is not a refusal goes up."""
    from storage import codec
    from storage.handover import archive, certificates, envelope, grammars, members, reply, sshsig
    from storage.handover.statements import read as read_statement

    turn, rest = content[:1], content[1:]
    which = turn[0] % 7 if turn else 0
    with contextlib.suppress(Refused, reply.ReplyError):
        if which == 0:
            envelope.check_header(rest)
        elif which == 1:
            archive.unpack(rest, members.limit)
        elif which == 2:
            read_statement(grammars.DELIVERY, rest)
        elif which == 3:
            sshsig.read(rest)
        elif which == 4:
            certificates.read(rest)
        elif which == 5:
            codec.decode(rest)
        else:
            reply.unpack("package", rest, [])


def main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--minutes", type=float, default=1.0)
    minutes = parser.parse_args().minutes
    try:
        import atheris
    except ImportError:
        print("no fuzzer here: the Python package atheris is not installed; nothing was tried")
        return 0
    with atheris.instrument_imports(include=["storage", "app.domain"]):
        read(b"")
    with tempfile.TemporaryDirectory() as folder:
        seeds(Path(folder))
        words = [f"-max_total_time={int(minutes * 60)}", "-max_len=70000", "-rss_limit_mb=2048"]
        atheris.Setup([sys.argv[0], *words, folder], read)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
