"""Name the stranger's tools that are not on this machine.

A package must be provable with no copy of this program. The tests that prove so use these tools
and are skipped where one is missing; this says which. With `--require`, a missing one fails.
"""

import shutil
import sys

TOOLS = {
    "age": "age",
    "qpdf": "qpdf",
    "ssh-keygen": "openssh-client",
    "unzip": "unzip",
    "sha256sum": "coreutils",
    "pdftotext": "poppler-utils",
    "pdfdetach": "poppler-utils",
}
"""Command, and the Debian package that holds it."""


def main(words: list[str]) -> int:
    """Say what is missing; 1 when something is and it was required."""
    missing = [name for name in TOOLS if shutil.which(name) is None]
    if not missing:
        print("Stranger's tools: all found.")
        return 0
    packages = " ".join(sorted({TOOLS[name] for name in missing}))
    print(f"Stranger's tools not found, so their checks did not run: {', '.join(missing)}")
    print(f"On Debian or Ubuntu:  apt-get install -y {packages}")
    return 1 if "--require" in words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
