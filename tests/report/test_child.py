"""The short-lived program that draws: what it answers, and that it quotes nobody when it fails."""

import io
import json
import sys

import pytest

from app.domain.errors import ReportRefused
from storage.report import child, renderer
from storage.report.renderer import Renderer
from storage.report.spelling import spell
from tests.report.conftest import FONTS
from tests.report.sample import SAMPLE


def answered(message: bytes) -> tuple[bytes, bytes]:
    sink = io.BytesIO()
    assert child.serve(io.BytesIO(message), sink) == 0
    reply = sink.getvalue()
    return reply[:1], child.read_message(io.BytesIO(reply[1:]))


def asked(**changes: object) -> bytes:
    request = {
        "template": "handover",
        "fonts": [str(FONTS)],
        "document": json.loads(spell(SAMPLE)),
        **changes,
    }
    return child.frame(json.dumps(request).encode())


def test_a_request_is_answered_with_the_pages() -> None:
    kind, body = answered(asked())
    assert (kind, body[:5]) == (b"P", b"%PDF-")


@pytest.mark.parametrize(
    "message",
    [b"", child.frame(b"Karwan")[:-2], child.frame(b"Karwan, 7 Larch Way"), asked(template="x")],
    ids=["nothing", "cut short", "no request", "no such template"],
)
def test_a_request_that_is_none_is_answered_with_a_code_and_none_of_its_words(
    message: bytes,
) -> None:
    kind, body = answered(message)
    told = json.loads(body)
    assert (kind, told["code"]) == (b"E", "report.failed")
    assert b"Karwan" not in body


def test_a_letter_no_font_has_is_named_by_its_number() -> None:
    words = 'the text `"\U000120a0"` could not be displayed with font X'
    error = type("CompileError", (Exception,), {"message": words})()
    told = child._refusal(error)
    assert told == {"code": "report.no-glyph", "facts": {"character": "U+120A0"}}


def test_the_plain_pipes_are_used_when_none_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    pipes = {0: io.BytesIO(child.frame(b"{}")), 1: io.BytesIO()}
    monkeypatch.setattr(child, "open", lambda number, *_, **__: pipes[number], raising=False)
    assert child.serve() == 0
    assert pipes[1].getvalue()[:1] == b"E"


def test_a_drawing_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renderer, "TIME_LIMIT", 0.2)
    slow = Renderer((sys.executable, "-c", "import time; time.sleep(60)"), FONTS)
    with pytest.raises(ReportRefused) as refused:
        slow.handover(SAMPLE)
    assert refused.value.code == "report.too-slow"
