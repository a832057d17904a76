"""JudgementPage: how concerned the worker is and why, what follows, and their signature.

One page, away from the home. The level, the reasons and what is not known stand first; whatever
is still owed before signing is said under the title, each with a link to its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.judgement import gaps
from app.domain.weighing import lowering_owed, mismatch, written_last
from app.i18n import _
from app.services import judging
from ui.controls import Notice, Page, Painted, Primary, Stack, State
from ui.controls.answers import Answer
from ui.pages.judgement.forms import ORDER, Block, JudgementForm, LevelField, prompts
from ui.pages.judgement.rail import Weighing
from ui.pages.judgement.signing import Earlier, LoweringSheet, Owed, level_words, state_words
from ui.slices import Slices
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from app.domain.case import Case
    from app.domain.judgement import Gap
    from ui.controls.page import Fit
    from ui.session import Session
    from ui.theme import Theme


class JudgementPage(Page):
    """The judgement of the case in hand."""

    navigate = Signal(str, object)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(theme, name=_("Judgement"), rail_width=416)
        self.setObjectName("page.judgement")
        self.session = session
        self.forms: dict[str, JudgementForm] = {}
        self.blocks: dict[str, Block] = {}
        self._case_id = ""
        self._grade_key: object = None
        self._slices = Slices(self)
        self._make()
        session.changed.connect(self._changed)
        session.closed.connect(self._put_away)

    def _make(self) -> None:
        kicker = _("Judgement  ·  yours, in writing, away from the home")
        self.top.add(plain(self.theme, kicker, "label", "ink2"))
        title = self.session.library.screening.item("W6").heading
        self.top.add(plain(self.theme, title, "prompt"), gap=2)
        self.owed = Owed(self.session, self.theme)
        self.owed.wanted.connect(self._go_to)
        self.top.add(self.owed, gap=4)
        self.earlier = Earlier(self.session, self.theme)
        self.weighing = Weighing(self.session, self.theme)
        self.rail.add(self.weighing)
        words = _("No total is made of any of this")
        self.rail_foot.add(State(self.theme, "info", words, "ink2", role="note"))
        self.state = State(self.theme, "pencil", "", "ink2", role="note")
        self.state.setObjectName("page.judgement.state")
        self.sign = Primary(self.theme, _("Sign this judgement"), on_click=self._sign)
        self.sign.setObjectName("page.judgement.sign")
        self.foot.add(self.state)
        self.foot.add_end(self.sign)

    # What the office asks

    def arrive(self, argument: object = None) -> None:
        """Show the judgement of the case in hand; the argument is an item id, or nothing."""
        case = self.session.case
        if case is None:
            return
        if self._case_id != case.id:
            self._draw(case)
        self._show_case(case)
        if argument:
            self._focus_on(str(argument))

    def _focus_on(self, code: str) -> None:
        """Put the keyboard into a form, once it is there."""
        if code not in self.forms:
            self._slices.finish()
        if code in self.forms:
            self.forms[code].first_focus().setFocus()

    def flush(self) -> None:
        """Save what was typed, at once."""
        for form in self.forms.values():
            form.flush()

    def first_focus(self) -> QWidget | None:
        """The chosen level, or the first."""
        return self.forms["W6"].first_focus() if self.forms else super().first_focus()

    def handle_key(self, event: QKeyEvent) -> bool:
        """Digits choose the level, unless another list of answers is in hand."""
        for code, form in self.forms.items():
            if code != "W6" and any(field.has_focus_inside() for field in form.fields):
                return False
        return bool(self.forms) and self.forms["W6"].handle_key(event)

    def pressable(self) -> list[Painted]:
        """Every key cap but the answers': `handle_key` sees to those."""
        return [c for c in super().pressable() if not isinstance(c, Answer)]

    def fitted(self, fit: Fit) -> None:
        """Lower rows in a low window."""
        for form in self.forms.values():
            form.set_low(fit == "low")

    # Drawing

    def _draw(self, case: Case) -> None:
        self._case_id = case.id
        self._leave()
        blocks = Stack()
        self.earlier = Earlier(self.session, self.theme)
        self.body.add(blocks)
        self._slices.begin(self._drawing(blocks))

    def _drawing(self, blocks: Stack) -> Iterator[None]:
        """One form at each step, the level first: it alone is in sight at once."""
        found = prompts(self.session)
        for at, code in enumerate(c for c in ORDER if c in found):
            form = JudgementForm(self.session, self.theme, found[code])
            form.setObjectName(f"page.judgement.{code}")
            form.set_low(self.fit == "low")
            self.forms[code] = form
            block = Block(self.theme, form)
            block.heading.setVisible(code != "W6")
            self.blocks[code] = block
            blocks.add(block, gap=8 if at < 2 else 24)
            yield
            if at == 0:
                yield from self._weigh()
        self.body.add(self.earlier, gap=28)
        yield from self._weigh()  # the case may have changed since
        if self.session.case is not None:
            self._show_mismatch(self.session.case)
            self.earlier.show_case(self.session.case)

    def _weigh(self) -> Iterator[None]:
        if self.session.case is not None:
            self.weighing.show_case(self.session.case)
        yield

    def _leave(self) -> None:
        self._slices.leave()
        self._grade_key = None
        for form in self.forms.values():
            form.hide()
        self.forms, self.blocks = {}, {}
        self.body.clear()

    def _put_away(self) -> None:
        self._case_id = ""
        self._leave()

    def _changed(self, case: Case) -> None:
        mine = case.id == self._case_id and self.session.case is case
        if mine and not self.isHidden():
            self._show_case(case)

    def _show_case(self, case: Case) -> None:
        self.owed.show_case(case)
        if not self._slices.busy:  # or it comes with the forms
            self.weighing.show_case(case)
            self.earlier.show_case(case)
        self._show_mismatch(case)
        last = written_last(case, ORDER)
        icon, words, warn = state_words(self.session, case, last)
        lowering = lowering_owed(case, self.session.library.screening)
        if lowering is not None:
            words = _("“{after}” is less pressing than the “{before}” you signed.").format(
                after=level_words(self.session, lowering.after),
                before=level_words(self.session, lowering.before),
            )
            icon, warn = "user-x", True
        self.state.show_state(icon, words, "attn" if warn else "ink2")

    def _show_mismatch(self, case: Case) -> None:
        found = mismatch(case, self.session.findings)
        if found == self._grade_key or "W7" not in self.blocks:
            return
        self._grade_key = found
        after = self.blocks["W7"].after
        after.clear()
        if found is None:
            return
        options = self.session.library.screening.item("W7").options
        grade = next(o.label for o in options if o.code == found.grade)
        if found.level:
            level = level_words(self.session, found.level)
            words = _("The grade says “{grade}”; you wrote “{level}”. Say why the two differ.")
            told = words.format(grade=grade, level=level)
        else:
            names = {r.id: r.name for r in self.session.library.book.rules}
            words = _("The grade says “{grade}”; “{found}” asks for something today. Say why.")
            told = words.format(grade=grade, found=names[found.rules[0]])
        notice = Notice(self.theme, told, icon="circle-alert", ink="attn")
        notice.setObjectName("page.judgement.mismatch")
        after.add(notice)

    # Acting

    def _go_to(self, gap: Gap) -> None:
        if gap.about is not None:
            self.flush()
            self.navigate.emit("child", gap.about)
        else:
            self._focus_on(gap.item)

    def _sign(self) -> None:
        self.flush()
        case, screening = self.session.case, self.session.library.screening
        if case is None:
            return
        findings = self.session.findings
        owed = gaps(case, screening)
        if not owed and lowering_owed(case, screening) is not None:
            sheet = LoweringSheet(self.session, self.theme)
            sheet.open_in(self.window())
            return
        form = self.forms["W6"]
        reasons = form.words.text().strip() if form.words is not None else ""
        done = self.session.record(
            lambda desk, now: judging.sign_judgement(desk, now, screening, reasons, findings)
        )
        if not done and owed:
            self._go_to_first(owed)

    def _go_to_first(self, owed: tuple[Gap, ...]) -> None:
        here = next((g for g in owed if g.about is None and g.item in ORDER), None)
        if here is not None:
            self._focus_on(here.item)

    @property
    def level(self) -> LevelField:
        """The five rows."""
        field = self.forms["W6"].fields[0]
        assert isinstance(field, LevelField)  # noqa: S101 - made so
        return field
