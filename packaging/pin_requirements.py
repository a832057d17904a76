"""Pin every package by hash, for every platform, in requirements/.

Needs `uv` (`.venv/bin/python -m pip install uv`). The files name no index and no host, so that
they say what is wanted and never where to get it. Read the difference before committing it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GROUPS = {"runtime": (), "dev": ("dev",), "package": ("package",)}
COMPILE = (
    *("pip", "compile", "--quiet", "--upgrade", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-header", "--no-annotate"),
    *("--no-emit-index-url", "--no-emit-find-links"),
)
HEADER = "# Pinned by hash for every platform. Made by `make lock`; see CONTRIBUTING.md.\n"


def pin(uv: str, kind: str, groups: tuple[str, ...]) -> None:
    """Write requirements/<kind>.txt from pyproject.toml."""
    target = ROOT / "requirements" / f"{kind}.txt"
    wanted = [word for group in ("build", *groups) for word in ("--group", group)]
    subprocess.run(
        [uv, *COMPILE, *wanted, "pyproject.toml", "--output-file", str(target)],
        cwd=ROOT,
        check=True,
    )
    target.write_text(HEADER + target.read_text(encoding="ascii"), encoding="ascii")


def main() -> int:
    """Pin all three kinds; 1 when uv is not there."""
    beside = Path(sys.executable).parent
    uv = shutil.which("uv", path=f"{beside}{os.pathsep}{os.environ.get('PATH', '')}")
    if uv is None:
        print(
            "This needs uv, once:  .venv/bin/python -m pip install uv\nThen run make lock again.",
            file=sys.stderr,
        )
        return 1
    for kind, groups in GROUPS.items():
        pin(uv, kind, groups)
    return 0


if __name__ == "__main__":
    sys.exit(main())
