"""Write the vectors that are not there yet: `python -m tests.format.make_vectors`.

A vector that is there is never written again (FORMAT.md section 13); `--afresh` does so all the
same, before a first release. A vector file is a header of `key: value` lines, an empty line, and
the body. With `layer: age` the body is the whole file; with `layer: zip` it is the archive,
compressed by zlib, and is sealed to `identity` before it is read; with `layer: hop` it is the
archive too, and is read as it is. `code` opens a coded PDF.
"""

import argparse
import zlib
from pathlib import Path

from tests.format import faults

FOLDER = Path(__file__).parent / "vectors"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--afresh", action="store_true")
    afresh = parser.parse_args().afresh
    FOLDER.mkdir(exist_ok=True)
    index = []
    for vector in faults.vectors():
        path = FOLDER / f"{vector.name}.vector"
        if afresh or not path.exists():
            path.write_bytes(spelt(vector))
        said = vector.expect + "".join(f" {code}" for code in vector.findings)
        index.append(f"{vector.name}\t{said}\t{vector.comment}\n")
    (FOLDER / "INDEX.tsv").write_text("".join(index), encoding="utf-8")
    print(f"{len(index)} vectors")


def spelt(vector: faults.Vector) -> bytes:
    """A vector's file."""
    header = {
        "expect": vector.expect,
        "findings": " ".join(vector.findings),
        "comment": vector.comment,
        "layer": vector.layer,
        "trust": vector.trust,
        "arrived": vector.arrived,
        "identity": vector.identity,
        **({"code": vector.code} if vector.code else {}),
    }
    head = "".join(f"{key}: {value}".rstrip() + "\n" for key, value in header.items())
    body = vector.make()
    return head.encode() + b"\n" + (body if vector.layer == "age" else zlib.compress(body, 9))


if __name__ == "__main__":
    main()
