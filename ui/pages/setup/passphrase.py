"""Step two: a passphrase, of one's own or of words drawn by lot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Refused
from app.domain.passphrase import check_passphrase
from app.i18n import _
from ui.controls import PassphraseField, Quiet, Quote, Spread, State
from ui.errors import sentence
from ui.pages.setup.frame import PASSPHRASE, StepPage
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.theme import Theme


class PassphrasePage(StepPage):
    """A passphrase typed twice. Words are offered once there is something to draw them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            PASSPHRASE,
            _("Choose a passphrase for this laptop"),
            _("Four or more words that do not belong together. You will type it several times a "
              "day, sometimes in a car."),
            _("Next: recovery sheet"),
        )  # fmt: skip
        self.one = PassphraseField(theme, _("Passphrase"))
        self.one.setObjectName("page.setup.2.passphrase")
        self.one.edited.connect(self._judge)
        self.enough = State(theme, "check", _("Long enough"))
        self.enough.hide()
        self.two = PassphraseField(theme, _("The same again"))
        self.two.setObjectName("page.setup.2.again")
        self.two.entered.connect(self.go_on)
        self.body.add(self.one, gap=16)
        self.body.add(self.enough)
        self._add_offer()
        self.body.add(self.two, gap=12)
        self.body.add(
            Quote(
                theme,
                _("Nobody can look it up for you."),
                _("Not your supervisor, not the people who made this. If you forget it, the "
                  "recovery sheet on the next page is the way back in."),
            ),
            gap=20,
        )  # fmt: skip
        self._draw: Callable[[], str] | None = None

    def _add_offer(self) -> None:
        self.offer = Spread(gap=12)
        self.words = plain(self.theme, "", "strong", wrap=False)
        self.words.setObjectName("page.setup.2.words")
        self.take = Quiet(self.theme, _("Take these words"), icon="check", on_click=self._take)
        self.others = Quiet(self.theme, _("Draw others"), on_click=self._redraw)
        self.offer.add(plain(self.theme, _("Or words drawn by lot:"), "note", "ink2", wrap=False))
        self.offer.add(self.words, self.take, self.others)
        self.offer.hide()
        self.body.add(self.offer, gap=8)

    def offer_words(self, draw: Callable[[], str]) -> None:
        """Offer words drawn by lot from now on."""
        self._draw = draw
        self._redraw()
        self.offer.show()

    def first_focus(self) -> QWidget:
        """The passphrase."""
        return self.one.first_focus()

    def passphrase(self) -> str:
        """What has been typed."""
        return self.one.text()

    def in_order(self) -> bool:
        """Say what the passphrase lacks."""
        problem = self._problem()
        same = self.one.text() == self.two.text()
        self.one.set_problem(problem)
        self.two.set_problem("" if same or problem else _("These two are not the same."))
        if problem or not same:
            (self.one if problem else self.two).first_focus().setFocus()
        return not problem and same

    def refuse(self, words: str) -> None:
        """Say why it was not taken."""
        self.busy("")
        self.one.set_problem(words)

    def _problem(self) -> str:
        try:
            check_passphrase(self.one.text())
        except Refused as refused:
            return sentence(refused)
        return ""

    def _judge(self, _text: str = "") -> None:
        self.one.set_problem("")
        self.enough.setVisible(not self._problem())

    def _redraw(self) -> None:
        if self._draw is not None:
            self.words.setText(self._draw())

    def _take(self) -> None:
        self.one.set_text(self.words.text())
        self._judge()
        self.two.first_focus().setFocus()
