"""Signing: what is still owed in words, a second name for a less pressing level, and history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.codes import Kind, SignoffOn
from app.domain.entry import SignoffBody
from app.domain.judgement import gaps, is_stale, signed
from app.domain.weighing import level_over, lowering_owed
from app.i18n import _, ngettext
from app.services import judging
from ui import when
from ui.controls import (
    HeadRule,
    Line,
    LineField,
    Link,
    Primary,
    Quiet,
    Sheet,
    Spread,
    Stack,
    State,
    TextField,
)
from ui.text import plain

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.entry import Entry
    from app.domain.judgement import Gap
    from ui.session import Session
    from ui.theme import Theme


class Owed(Stack):
    """What must be written before the judgement can be signed, each a link to its place."""

    wanted = Signal(object)  # Gap

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(gap=2)
        self._session, self._theme = session, theme
        self._shown: tuple[Gap, ...] | None = None
        self.setObjectName("page.judgement.owed")

    def show_case(self, case: Case) -> None:
        """Say what is owed now."""
        owed = gaps(case, self._session.library.screening)
        if owed == self._shown:
            return
        self._shown = owed
        self.clear()
        self.setVisible(bool(owed))
        if not owed:
            return
        words = ngettext(
            "Still to be written before you can sign: one thing.",
            "Still to be written before you can sign: {n} things.",
            len(owed),
        ).format(n=when.number(len(owed)))
        self.add(State(self._theme, "circle-dashed", words, "attn"))
        links = Spread(gap=14, line_gap=0)
        for gap in owed:
            link = Link(self._theme, self._label(case, gap))
            link.clicked.connect(lambda _checked=False, to=gap: self.wanted.emit(to))
            links.add(link)
        self.add(links)

    def _label(self, case: Case, gap: Gap) -> str:
        label = self._session.library.screening.item(gap.item).label
        if gap.about is None:
            return label
        return _("{who}: {what}").format(who=case.label(gap.about), what=label)


class Earlier(Stack):
    """Every judgement that was signed, newest first, and every level that was lowered."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._shown: object = None
        self.setObjectName("page.judgement.earlier")

    def show_case(self, case: Case) -> None:
        """Draw the list again if a signature came."""
        found = [
            e
            for e in case.of(Kind.SIGNOFF, ever=True)
            if isinstance(e.body, SignoffBody)
            and e.body.on in {SignoffOn.JUDGEMENT, SignoffOn.LOWERING}
        ]
        key = tuple(e.id for e in found)
        if key == self._shown:
            return
        self._shown = key
        self.clear()
        self.setVisible(bool(found))
        if found:
            self.add(HeadRule(self._theme, _("Judgements that were signed")))
        for entry in reversed(found):
            self._add(case, entry)

    def _add(self, case: Case, entry: Entry) -> None:
        body = entry.body
        assert isinstance(body, SignoffBody)  # noqa: S101 - chosen above
        if body.on is SignoffOn.LOWERING:
            title = _("{second} agreed to a less pressing level").format(second=body.decision)
        else:
            title = level_words(self._session, level_over(case, entry))
        said = _("{who}, {role}, {when}").format(
            who=entry.by.name, role=entry.by.role, when=_on(entry)
        )
        self.add(plain(self._theme, title, "strong"), gap=10)
        self.add(plain(self._theme, said, "note", "ink2"), gap=1)
        if body.reasons:
            self.add(plain(self._theme, body.reasons, "note"), gap=3)
        self.add(Line(self._theme), gap=10)


class LoweringSheet(Sheet):
    """A less pressing level than the one that was signed: who else agrees, and why (NO2)."""

    def __init__(self, session: Session, theme: Theme) -> None:
        case, screening = session.case, session.library.screening
        owed = lowering_owed(case, screening) if case else None
        before = level_words(session, owed.before) if owed else ""
        after = level_words(session, owed.after) if owed else ""
        words = _(
            "You signed “{before}”. Now it says “{after}”, and something critical was recorded "
            "once. A second person puts their name to that, with reasons."
        ).format(before=before, after=after)
        super().__init__(theme, _("Who else agrees?"), words)
        self._session = session
        self.second = LineField(theme, _("Name of the second person"), limit=120)
        self.reasons = TextField(theme, _("Their reasons: what has changed"), lines=3)
        self.body.add(self.second, self.reasons)
        self.foot.add(
            Primary(theme, _("Record that they agree"), on_click=self._record),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _record(self) -> None:
        second, reasons = self.second.text().strip(), self.reasons.text().strip()
        mine = second == self._session.desk.author.name
        self.second.set_problem(
            "" if second and not mine else _("Somebody other than you has to be named.")
        )
        self.reasons.set_problem("" if reasons else _("Write what has changed first."))
        if not second or mine or not reasons:
            return
        done = self._session.record(
            lambda desk, case: judging.sign_lowering(
                desk, case, self._session.library.screening, second, reasons
            )
        )
        if done:
            self.close_sheet()


def level_words(session: Session, code: str) -> str:
    """The words of a level; a level nobody wrote is said to be that."""
    options = session.library.screening.item("W6").options
    return next((o.label for o in options if o.code == code), _("No level written"))


def state_words(session: Session, case: Case, author: Entry | None) -> tuple[str, str, bool]:
    """Icon and words for the foot of the page, and whether they are a warning."""
    signature, now = signed(case), session.now()
    if signature is not None:
        words = _("Signed by {who}, {when}").format(
            who=signature.by.name, when=when.at(signature.at, now)
        )
        if is_stale(case, signature, session.library.screening, session.findings):
            return "pencil", words + ". " + _("What there is to judge has changed since."), True
        return "check", words, False
    if author is None:
        return "circle-dashed", _("Nothing written yet"), False
    words = _("Written by {who}, {when}. Not signed").format(
        who=author.by.name, when=when.at(author.at, now)
    )
    return "pencil", words, False


def _on(entry: Entry) -> str:
    return f"{when.day(entry.at)}, {when.clock(entry.at)}"
