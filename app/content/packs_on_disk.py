"""The packs that come with the program, as bytes. Decoding them is for the loaders.

`importlib.resources` finds them in a source tree and in a built program alike.
"""

from importlib.resources import files
from pathlib import Path

import app


def read_packs() -> list[tuple[str, bytes]]:
    """Every `*.toml` of `app/content/packs`, by name, in the order of names."""
    found = [entry for entry in files("app.content").joinpath("packs").iterdir() if entry.is_file()]
    return sorted((e.name, e.read_bytes()) for e in found if e.name.endswith(".toml"))


def read_screening_packs() -> list[tuple[str, bytes]]:
    """Those of them that hold the screening: their names begin with `screening-`."""
    return [(name, raw) for name, raw in read_packs() if name.startswith("screening-")]


def read_practice() -> list[tuple[str, bytes]]:
    """The scripts of practice mode: areas and fictional cases."""
    folder = files("app.content") / "demo"
    found = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    return [(name, (folder / name).read_bytes()) for name in found]


def read_interview_packs(tag: str = "*") -> list[tuple[str, bytes]]:
    """The packs of `locale/interview`, one language's or all, and `people.toml`; by name.

    The folder stands beside the three floors, in a source tree, a wheel and a built program.
    """
    folder = Path(app.__file__).parents[1] / "locale" / "interview"
    found = {*folder.glob(f"{tag}.toml"), *folder.glob("people.toml")}
    return [(path.name, path.read_bytes()) for path in sorted(found)]
