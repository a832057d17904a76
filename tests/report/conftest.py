"""One report drawn once for all the tests that look at it."""

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from storage.report.renderer import Renderer
from tests.report.sample import SAMPLE

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "locale" / "fonts"
_START = (
    f"import sys; sys.path.insert(0, {str(ROOT)!r}); from storage.report import child; "
    "sys.exit(child.serve())"
)
CHILD = (sys.executable, "-c", _START)


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    return Renderer(CHILD, FONTS)


@pytest.fixture(scope="session")
def sample_pdf(renderer) -> bytes:
    return renderer.handover(SAMPLE)


@pytest.fixture(scope="session")
def pages_of():
    """The text of each page, as pdftotext reads it; whitespace and direction marks folded."""

    def read(pdf: bytes) -> list[str]:
        done = subprocess.run(
            ["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True
        )
        return [folded(page) for page in done.stdout.decode().split("\f")[:-1]]

    return read


def folded(text: str) -> str:
    """Text as a reader sees it: no direction marks, every space one space."""
    text = re.sub("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)
    return " ".join(unicodedata.normalize("NFKC", text).split())
