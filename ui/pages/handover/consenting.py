"""Who a copy is made for, and what she was told of it: two sheets of the Handover page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.consent import AGREED, Consent, Release, gaps
from app.domain.recipients import Manner
from app.i18n import _
from ui.controls import (
    AnswerGroup,
    ChoiceField,
    LineField,
    MenuItem,
    Option,
    Primary,
    Quiet,
    Sheet,
    Stack,
    TextField,
)
from ui.pages.handover.words import part_title
from ui.pages.sentences import sentence_case
from ui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.recipients import Recipient
    from ui.pages.handover.drafting import Chosen
    from ui.session import Session
    from ui.theme import Theme


class ConsentSheet(Sheet):
    """What she was told of this copy and said of it, whether she can decide, and who decided."""

    def __init__(
        self, session: Session, theme: Theme, chosen: Chosen, act: Callable[[Chosen], None]
    ) -> None:
        """Begin with what is written already."""
        told = _(
            "For this copy alone. Consent is seldom the legal ground; being open is right "
            "wherever it is safe."
        )
        super().__init__(theme, _("What was she told of this?"), told)
        self._chosen, self._act, self._lists = chosen, act, session.library.sharing
        written = chosen.consent
        options = [Option(t.code, t.label, t.note) for t in self._lists.told]
        self.told = AnswerGroup(theme, options, name=_("What she was told"), shape="lines")
        self.told.choose(written.told)
        self.told.chosen.connect(self._asks)
        self.problem = plain(theme, "", "note_strong", "attn")
        self.problem.hide()
        self.why_so = TextField(theme, _("Why"), lines=2)
        self.why_so.set_text(written.why_so)
        items = [MenuItem(t.code, t.label, t.note) for t in self._lists.capacities]
        self.capacity = ChoiceField(theme, _("Can she decide this?"), items, value=written.capacity)
        self.needed = TextField(theme, _("Why this is needed, and why no less would do"), lines=2)
        self.needed.set_text(written.needed)
        self.by = LineField(theme, _("Who decided to share it"), width=460, limit=80)
        self.by.set_text(written.by or session.desk.author.name)
        self.rank = LineField(theme, _("Their rank or post"), width=460, limit=80)
        self.rank.set_text(written.rank or session.desk.author.role)
        self.body.add(self.told, self.problem)
        self.body.add(self.why_so, self.capacity, self.needed, self.by, self.rank, gap=12)
        self.foot.add(
            Primary(theme, _("Keep this"), on_click=self._keep),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )
        self._asks(written.told)

    def _asks(self, code: str) -> None:
        asks = next((t.asks for t in self._lists.told if t.code == code), "")
        self.why_so.setVisible(bool(asks))
        if asks:
            self.why_so.set_label(asks)

    def written(self) -> Consent:
        """What stands in the fields now."""
        told = self.told.value() or ""
        return Consent(
            told=told,
            why_so="" if told in {"", AGREED} else self.why_so.text().strip(),
            capacity=self.capacity.value(),
            needed=self.needed.text().strip(),
            by=self.by.text().strip(),
            rank=self.rank.text().strip(),
        )

    def show_gaps(self) -> None:
        """Say beside each field what is still to be written."""
        open_ = gaps(self.written())
        self.problem.setText(_("Choose one."))
        self.problem.setVisible("told" in open_)
        missing = _("Write it before anything is shared.")
        fields = {"why_so": self.why_so, "needed": self.needed, "by": self.by, "rank": self.rank}
        for name, field in fields.items():
            field.set_problem(missing if name in open_ else "")
        self.capacity.set_problem(_("Choose one.") if "capacity" in open_ else "")

    def _keep(self) -> None:
        consent = self.written()
        if gaps(consent):
            self.show_gaps()
            return
        self.close_sheet()
        self._act(replace(self._chosen, consent=consent))


class PresetSheet(Sheet):
    """For what kind of reader the copy is put together; everything can be changed by hand after."""

    def __init__(
        self, session: Session, theme: Theme, chosen: Chosen, act: Callable[[Chosen], None]
    ) -> None:
        """Offer the presets of the content."""
        told = _("It sets what goes and what stays. You can change each part afterwards.")
        super().__init__(theme, _("Who is to read it?"), told)
        self._chosen, self._act = chosen, act
        self._rows = session.library.recipients
        options = [Option(r.code, r.label, _described(r)) for r in self._rows.rows]
        self.answers = AnswerGroup(theme, options, name=_("Who is to read it"), shape="lines")
        self.answers.choose(chosen.preset)
        self.body.add(self.answers)
        words = _("There is none for immigration enforcement.")
        self.body.add(plain(theme, words, "note", "ink2"), gap=10)
        self.foot.add(
            Primary(theme, _("Keep this"), on_click=self._keep),
            Quiet(theme, _("Leave it"), on_click=self.dismiss),
        )

    def _keep(self) -> None:
        recipient = self._rows.of(self.answers.value() or "")
        self.close_sheet()
        if recipient is not None:
            self._act(self._chosen.made_for(recipient))


def _described(recipient: Recipient) -> str:
    """What goes, and how it is handed over."""
    inside = "; ".join(part_title(rc).lower() for rc in sorted(recipient.parts_in))
    how = (
        _("Reads the sealed file with a key.")
        if recipient.manner is Manner.KEY
        else _("Is given pages.")
    )
    goes = _("Goes: {parts}.").format(parts=sentence_case(inside))
    return f"{recipient.note} {goes} {how}"


class ReleaseFields(Stack):
    """Who decided that the immigration part goes, of what rank, and why."""

    def __init__(self, theme: Theme, release: Release) -> None:
        """Begin with what is written already."""
        super().__init__(gap=12)
        words = _("A named person decides it, whoever the reader is. It is kept in that part.")
        self.add(plain(theme, words, "note", "ink2"))
        self.by = LineField(theme, _("Who decided that it goes"), width=460, limit=80)
        self.rank = LineField(theme, _("Rank or post"), width=460, limit=80)
        self.why = TextField(theme, _("Why it has to go"), lines=2)
        self.by.set_text(release.by)
        self.rank.set_text(release.rank)
        self.why.set_text(release.why)
        self.add(self.by, self.rank, self.why)

    def written(self) -> Release | None:
        """The decision; none, with the gaps shown, while something of it is not written."""
        found = Release(self.by.text().strip(), self.rank.text().strip(), self.why.text().strip())
        for field, said in ((self.by, found.by), (self.rank, found.rank), (self.why, found.why)):
            field.set_problem("" if said else _("Write it before this part goes."))
        return found if found.is_whole else None
