"""Every word that the windows show can be translated."""

import ast

import pytest

from tests.repo.source import modules
from tests.repo.words import ELSEWHERE, KEPT, faults


def test_no_window_shows_a_word_that_cannot_be_translated():
    ours = {name: tree for name, tree in modules().items() if name.startswith("ui/")}
    assert [fault for name, tree in ours.items() for fault in faults(name, tree)] == []


@pytest.mark.parametrize(
    "planted",
    [
        "plain(theme, 'Nothing is kept.', 'note')",
        "plain(theme, 'Saved', 'note')",
        "Primary(theme, 'Open', icon='lock-open')",
        "Primary(theme, f'Open {name}')",
        "State(theme, 'check', 'Saved ' + at)",
        "super().__init__(theme, name='Who is with her')",
        "AnswerGroup(theme, options, name='Whose place')",
        "button.setAccessibleName('Close')",
        "field.set_problem('Write a day.' if late else '')",
        "TITLE = 'What has been happening'",
        "words = {'a': 'Nobody else can hear'}",
    ],
)
def test_a_planted_word_is_seen(planted: str):
    assert faults("ui/home.py", ast.parse(planted))


@pytest.mark.parametrize(
    "harmless",
    [
        "plain(theme, _('Nothing is kept.'), 'note')",
        "plain(theme, ngettext('{n} case', '{n} cases', n).format(n=n), 'note')",
        "TITLES = {'a': N_('What has been happening')}",
        "State(theme, 'triangle-alert', words, 'attn')",
        "page.setObjectName('page.home')",
        "'''What this module is for.'''",
        "if code == 'said so': pass",
        "x = cast('dict[str, object]', y)",
        "def f() -> 'tuple of words': ...",
    ],
)
def test_what_is_no_word_for_people_is_let_be(harmless: str):
    assert faults("ui/home.py", ast.parse(harmless)) == []


def test_every_exception_has_a_reason_and_is_still_needed():
    assert all(KEPT.values())
    assert all(ELSEWHERE.values())
    said = {
        node.value
        for name, tree in modules().items()
        if name.startswith("ui/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(KEPT) <= said
