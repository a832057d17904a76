"""The kit looks as look.md says: contrast, no cut text, names, a ring, at every size."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.desktop import clipping, naming
from tests.desktop.kit import fonts, shown, theme
from tests.desktop.samples import SAMPLES, SIX
from ui.controls import AnswerGroup, Link, Panel, Primary, Stack
from ui.text import plain
from ui.theme import DARK, LIGHT, Theme, Tokens, contrast

__all__ = ["fonts", "shown", "theme"]

TABLE = [
    # token, light on paper, sheet, shade, dark on paper, sheet, shade
    ("ink", 16.1, 16.8, 14.6, 15.0, 13.6, 12.7),
    ("ink2", 7.5, 7.8, 6.8, 9.0, 8.2, 7.6),
    ("accent", 8.8, 9.1, 8.0, 9.8, 8.9, 8.3),
    ("attn", 6.9, 7.2, 6.3, 9.1, 8.3, 7.7),
    ("edge", 4.4, 4.5, 4.0, 5.3, 4.8, 4.5),
]
GROUNDS = ("paper", "sheet", "shade")


@pytest.mark.parametrize("row", TABLE, ids=[r[0] for r in TABLE])
def test_every_ink_has_the_contrast_the_look_promises(row: tuple[str, float]) -> None:
    token, promised = row[0], row[1:]
    found = [
        contrast(getattr(tokens, token), getattr(tokens, ground))
        for tokens in (LIGHT, DARK)
        for ground in GROUNDS
    ]
    assert found == pytest.approx(promised, abs=0.11)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_is_at_least_4_5_and_parts_3_on_every_ground(tokens: Tokens) -> None:
    for ground in (tokens.paper, tokens.sheet, tokens.shade, tokens.accent_tint, *tokens.bands):
        for ink in (tokens.ink, tokens.ink2, tokens.accent, tokens.attn):
            assert contrast(ink, ground) >= 4.5
        assert contrast(tokens.edge, ground) >= 3.0
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.paper, tokens.ink) >= 4.5


SHAPES = [
    (1.0, 1366, 696), (1.0, 1600, 900), (1.25, 1366, 696), (2.0, 1366, 696),
    (1.0, 1280, 648), (1.0, 900, 600),
]  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_no_word_is_cut_at_any_size(name: str, theme: Theme, shown: Callable[..., QWidget]) -> None:
    window = shown(SAMPLES[name](theme))
    for scale, width, height in SHAPES:
        theme.set_scale(scale)
        window.resize(width, height)
        for _turn in range(4):
            QApplication.processEvents()
        assert clipping.check(window) == [], (scale, width, height)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_screen_reader_can_name_everything_and_all_text_can_be_read(
    name: str, theme: Theme, shown: Callable[..., QWidget]
) -> None:
    window = shown(SAMPLES[name](theme))
    assert naming.check(window) == []
    assert clipping.contrasts(window, theme) == []
    theme.set_dark(True)
    assert clipping.contrasts(window, theme) == []


def test_the_clipping_check_finds_a_label_that_is_cut(
    theme: Theme, shown: Callable[..., QWidget]
) -> None:
    stack = Stack()
    label = plain(theme, "Do not leave without speaking to the police control room.")
    stack.add(label)
    shown(stack, 120, 300)
    label.setFixedHeight(20)
    QApplication.processEvents()
    assert len(clipping.check(stack)) >= 1


@pytest.mark.parametrize("dark", [False, True])
def test_the_ring_is_ink_three_pixels_wide_with_a_gap(
    dark: bool, theme: Theme, shown: Callable[..., QWidget]
) -> None:
    theme.set_dark(dark)
    ground = Panel(theme)
    stack = Stack()
    first, second = Primary(theme, "Next prompt"), Link(theme, "Change")
    stack.add(first, second)
    stack.stretch()
    QVBoxLayout(ground).addWidget(stack)
    shown(ground, 400, 300)
    first.setFocus()
    QApplication.processEvents()
    place = QRect(first.mapTo(ground, QPoint(0, 0)), first.size())
    image = ground.grab().toImage().copy(place)
    middle = image.height() // 2
    ring = [image.pixelColor(x, middle).name().upper() for x in range(5)]
    assert ring[0] == ring[1] == ring[2] == theme.tokens.ink
    assert contrast(ring[3], theme.tokens.ink) > 3.0
    assert ring[4] == theme.tokens.accent
    second.setFocus()
    QApplication.processEvents()
    assert (
        ground.grab().toImage().copy(place).pixelColor(1, middle).name().upper() != theme.tokens.ink
    )


def test_everything_grows_when_the_text_does(theme: Theme, shown: Callable[..., QWidget]) -> None:
    stack = Stack()
    label = plain(theme, "Do you have your own key?", "prompt")
    answers = AnswerGroup(theme, SIX, name="Key")
    stack.add(label, answers)
    stack.stretch()
    shown(stack, 1300, 600)
    before = label.height(), answers.height(), answers.answers[0].height()
    theme.set_scale(2.0)
    QApplication.processEvents()
    QApplication.processEvents()
    after = label.height(), answers.height(), answers.answers[0].height()
    assert all(b > a for a, b in zip(before, after, strict=True))
    assert before[2] == 56 + 8
    assert after[2] == 72 + 8


def test_answers_stand_three_across_at_every_size(
    theme: Theme, shown: Callable[..., QWidget]
) -> None:
    stack = Stack()
    group = AnswerGroup(theme, SIX, name="Key")
    stack.add(group)
    shown(stack, 1100, 500)
    for scale in (1.0, 1.5, 2.0):
        theme.set_scale(scale)
        QApplication.processEvents()
        tops = [a.y() for a in group.answers]
        assert tops[0] == tops[1] == tops[2] < tops[3] == tops[4] == tops[5]


def test_right_to_left_text_stands_at_the_right_in_a_left_to_right_window(
    theme: Theme, shown: Callable[..., QWidget]
) -> None:
    stack = Stack()
    label = plain(theme, "ئایا سەلامەتە؟")
    stack.add(label)
    stack.stretch()
    shown(stack, 600, 200)
    image = label.grab().toImage()
    paper = image.pixelColor(0, 0)
    inked = [x for x in range(image.width()) if any(
        image.pixelColor(x, y) != paper for y in range(0, image.height(), 2))]  # fmt: skip
    assert min(inked) > 300
    assert max(inked) > 580
