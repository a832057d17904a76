"""Her words in letters that the windows' own fonts have not: typed, shown again, never boxes."""

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.lettering import of_words
from tests.showing import SAMPLES
from ui.controls import EarlierAnswer, LineField, TextField
from ui.text import FAR, Label, plain

FAR_TAGS = [tag for tag, words in SAMPLES.items() if FAR.search(words)]


def drawn_with(layout) -> dict[str, bool]:
    """The families that a text is drawn in, and whether each has all of its letters there."""
    found: dict[str, bool] = {}
    for run in layout.glyphRuns():
        family = run.rawFont().familyName()
        found[family] = found.get(family, True) and 0 not in run.glyphIndexes()
    return found


def test_there_are_such_languages_and_those_of_the_windows_are_not_among_them():
    assert {"bn-BD", "pa", "ti", "hi", "gu", "ta", "si"} == set(FAR_TAGS)


@pytest.mark.parametrize("tag", FAR_TAGS)
def test_a_label_has_the_letters_of_any_language_beside_english(qtbot, theme, tag):
    label = plain(theme, f"She said: “{SAMPLES[tag]}”")
    qtbot.addWidget(label)
    label.resize(600, 200)
    faces = drawn_with(label._lay(600).layout)
    assert {theme.font("body").family(), of_words(SAMPLES[tag]).family} <= set(faces)
    assert all(faces.values())


@pytest.mark.parametrize("kind", [TextField, LineField])
@pytest.mark.parametrize("tag", FAR_TAGS)
def test_a_field_is_set_in_the_letters_that_are_typed(qtbot, theme, tag, kind):
    field = kind(theme, "Her exact words")
    qtbot.addWidget(field)
    field.show()
    family = of_words(FAR.search(SAMPLES[tag]).group()).family
    field.editor.insert(SAMPLES[tag]) if kind is LineField else field.editor.insertPlainText(
        SAMPLES[tag]
    )
    assert field.editor.font().families()[0] == family
    theme.set_scale(2.0)
    assert field.editor.font().families()[0] == family
    assert field.editor.font().pixelSize() == theme.font("body").pixelSize()
    field.set_text("In English again.")
    assert field.editor.font().family() == theme.font("body").family()


def test_what_she_said_before_is_shown_in_its_letters(qtbot, theme):
    said = EarlierAnswer(theme, "Afraid", SAMPLES["bn-BD"], ["2 October 2026"])
    qtbot.addWidget(said)
    said.resize(700, 200)
    said.show()
    QApplication.processEvents()
    labels = [label for label in said.findChildren(Label) if FAR.search(label.text())]
    assert labels
    for label in labels:
        assert all(drawn_with(label._lay(label.width()).layout).values())
