"""What is asked over the map: a part, who finds out, a new person, a tie between two people."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from app.domain.codes import Status
from app.domain.entry import LinkBody
from app.domain.ids import ItemId, SubjectId
from app.domain.people import CHILD_OF, SAME_AS, Ring, children, parties, party
from app.domain.reference import RelationSort
from app.i18n import _, in_english
from app.services import network, recording
from ui.controls import (
    AnswerGroup,
    ChoiceField,
    DateField,
    LineField,
    MenuItem,
    Option,
    Primary,
    Quiet,
    Sheet,
    TextField,
)
from ui.pages.people.figures import capital, ring_words
from ui.questionnaire import words as form_words
from ui.questionnaire.when_field import when_of
from ui.text import plain
from ui.when import LONDON

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.codes import RestrictionClass
    from app.domain.ids import VisitId
    from app.services.desk import Desk
    from ui.session import Session
    from ui.theme import Theme

NO_PART = "none"
"""The line that rules out every part at once."""

_ROLE_ITEM = ItemId("H3")
_PLACE_ITEM = "H4"
_PLACES = {Ring.NEAR: "this_area", Ring.UK: "elsewhere_uk", Ring.ABROAD: "abroad"}


def _visit(session: Session) -> VisitId | None:
    return session.visit.id if session.visit else None


class PeopleSheet(Sheet):
    """A sheet with one thing to do, and the way to leave it."""

    def __init__(self, session: Session, theme: Theme, title: str, body: str, do: str) -> None:
        super().__init__(theme, title, body)
        self.session = session
        self.do = Primary(theme, do, on_click=self._do)
        self.foot.add(self.do, Quiet(theme, _("Leave it"), on_click=self.dismiss))

    def _do(self) -> None:
        raise NotImplementedError

    def targets(self, but: SubjectId) -> list[MenuItem]:
        """Her first, then her children and everybody on the map but one."""
        case = self.session.case
        if case is None:
            return []
        her = case.at_risk()
        every = [her, *children(case), *(p.subject for p in parties(case))]
        return [MenuItem(str(s), case.label(s)) for s in dict.fromkeys(every) if s and s != but]


class RoleSheet(PeopleSheet):
    """Say who somebody is, what part they have, towards whom, and how well it is known."""

    def __init__(self, session: Session, theme: Theme, subject: SubjectId) -> None:
        case = session.case
        who = case.label(subject) if case else ""
        super().__init__(
            session, theme, _("Change role or status"),
            _("{who}: one part at a time. What was said before is kept.").format(who=who),
            _("Record this part"),
        )  # fmt: skip
        self.subject = subject
        links = session.library.book.links
        roles = [MenuItem(r.code, capital(r.label)) for r in links.roles]
        apart = {RelationSort.CASE, RelationSort.PLACE}
        known = [r for r in links.relations if r.sort not in apart]
        self.role = ChoiceField(
            theme, _("Their part"), [*roles, MenuItem(NO_PART, _("No part at all: rule out"))]
        )
        self.aimed = ChoiceField(theme, _("Aimed at"), self.targets(subject))
        self.aimed.choose(str(case.at_risk()) if case else "")
        statuses = [Option(c, label) for c, label in form_words.status_words().items()]
        self.status = AnswerGroup(theme, statuses, name=_("How well it is known"), shape="column")
        self.basis = TextField(theme, _("How it is known, from whom and when"), lines=2)
        self.relation = ChoiceField(
            theme, _("Who this is to her"),
            [MenuItem("", _("As it stands")), *(MenuItem(r.code, capital(r.label)) for r in known)],
        )  # fmt: skip
        self.problem = plain(theme, "", "note_strong", "attn")
        self.problem.hide()
        self.body.add(self.role)
        self.body.add(plain(theme, _("How well it is known"), "label", "ink2"), gap=10)
        self.body.add(self.status, gap=4)
        self.body.add(self.basis, self.aimed, self.relation, gap=10)
        self.body.add(self.problem, gap=8)
        self.role.chosen.connect(self._chosen)
        self._stand()

    def _stand(self) -> None:
        """Begin with the part that stands, if there is one."""
        case = self.session.case
        roles = party(case, self.subject).roles if case else ()
        if roles:
            self.role.choose(roles[-1].relation)
            self._chosen(roles[-1].relation)

    def _chosen(self, role: str) -> None:
        case = self.session.case
        self.status.setEnabled(role != NO_PART)
        if role == NO_PART:
            self.status.choose(Status.RULED_OUT.value)
            return
        ties = party(case, self.subject).roles if case else ()
        tie = next((t for t in ties if t.relation == role), None)
        if tie is None:
            self.status.clear()
            return
        self.status.choose(tie.status.value)
        body = case.entries[tie.entry].body if case else None
        if isinstance(body, LinkBody) and not self.basis.text():
            self.basis.set_text(body.basis)
        if tie.to is not None:
            self.aimed.choose(str(tie.to))

    def _missing(self) -> str:
        role, status, relation = self.role.value(), self.status.value(), self.relation.value()
        if not role and not relation:
            return _("Choose a part, or who this is to her.")
        if role and role != NO_PART and not status:
            return _("Say how well it is known.")
        if (role == NO_PART or status == Status.RULED_OUT) and not self.basis.text().strip():
            return _("Write how it is known that they have no part.")
        return ""

    def _do(self) -> None:
        missing = self._missing()
        self.problem.setText(missing)
        self.problem.setVisible(bool(missing))
        if not missing and self.session.record(self._change):
            self.close_sheet()

    def _change(self, desk: Desk, case: Case) -> Case:
        visit, basis, rc = _visit(self.session), self.basis.text().strip(), self._class()
        role, relation = self.role.value(), self.relation.value()
        if relation:
            body = LinkBody(case.at_risk(), relation, Status.ESTABLISHED)
            case = recording.link(desk, case, self.subject, body, visit=visit)
        if role == NO_PART:
            return network.rule_out(desk, case, self.subject, basis, visit=visit, rc=rc)
        if role:
            to = SubjectId(self.aimed.value()) if self.aimed.value() else case.at_risk()
            body = LinkBody(to, role, Status(self.status.value() or ""), basis)
            case = recording.link(desk, case, self.subject, body, visit=visit, rc=rc)
        return case

    def _class(self) -> RestrictionClass:
        return self.session.library.screening.item(_ROLE_ITEM).rc


class FindOutSheet(PeopleSheet):
    """Name a person who finds out what part somebody has, and by when."""

    def __init__(self, session: Session, theme: Theme, subject: SubjectId) -> None:
        super().__init__(
            session, theme, _("Name somebody to find out"),
            _("A person, not an agency. It goes into the plan."), _("Name this person"),
        )  # fmt: skip
        self.subject = subject
        self.owner = LineField(theme, _("Who is to find out"), limit=80)
        self.due = DateField(theme, _("By when"))
        self.body.add(self.owner)
        self.body.add(self.due, gap=12)
        self.late = plain(theme, "", "note_strong", "attn")
        self.late.hide()
        self.body.add(self.late)
        self.owner.entered.connect(self._do)

    def _do(self) -> None:
        owner, day = self.owner.text().strip(), when_of(self.due)
        self.owner.set_problem("" if owner else _("Write the name of a person."))
        exact = day is not None and day.day is not None
        self.late.setVisible(not exact)
        if not exact:
            self.late.setText(self.due.fault() or _("Write a day, month and year."))
        if not owner or day is None or not exact:
            return
        due = datetime.combine(day.first_day(), time(17), LONDON).astimezone(UTC)

        def change(desk: Desk, case: Case) -> Case:
            with in_english():  # it goes into the record, and to other desks with it
                text = _("Find out what part {who} has").format(who=case.label(self.subject))
            return network.name_to_find_out(desk, case, self.subject, owner, due, text)

        if self.session.record(change):
            self.close_sheet()


class AddSheet(PeopleSheet):
    """Add somebody by an alias, who they are to her, and the ring of their place."""

    def __init__(self, session: Session, theme: Theme, *, unknown: bool) -> None:
        title = _("Add an unknown person") if unknown else _("Add a person")
        super().__init__(
            session, theme, title,
            _("An alias only. The name is asked later, and kept apart."), _("Add to the map"),
        )  # fmt: skip
        self.added: SubjectId | None = None
        label = _("What to call them") if unknown else _("A short alias, no name")
        self.alias = LineField(theme, label, limit=40)
        self.alias.set_text(_("Unknown man") if unknown else "")
        links = session.library.book.links
        sorts = {RelationSort.FAMILY, RelationSort.COMMUNITY}
        known = [r for r in links.relations if r.sort in sorts]
        self.relation = ChoiceField(
            theme, _("Who this is to her"),
            [MenuItem("", _("Not known yet")), MenuItem(CHILD_OF, _("Her child")),
             *(MenuItem(r.code, capital(r.label)) for r in known)],
        )  # fmt: skip
        places = [Option(ring.value, words) for ring, words in ring_words().items()]
        self.ring = AnswerGroup(theme, places, name=_("Where they live"), shape="column")
        self.ring.choose(Ring.UNKNOWN.value)
        self.body.add(self.alias)
        self.body.add(self.relation, gap=12)
        self.body.add(plain(theme, _("Where they live"), "label", "ink2"), gap=12)
        self.body.add(self.ring, gap=4)
        self.alias.entered.connect(self._do)

    def _do(self) -> None:
        alias = self.alias.text().strip()
        if not alias:
            self.alias.set_problem(_("Write an alias: an initial or two is enough."))
            return
        code = _PLACES.get(Ring(self.ring.value() or Ring.UNKNOWN.value))
        visit = self.session.visit
        item = self.session.library.screening.item(ItemId(_PLACE_ITEM))

        def change(desk: Desk, case: Case) -> Case:
            said = recording.Said(said_by="practitioner")
            place = (item, code, said) if code else None
            case, self.added = network.add_party(
                desk, case, alias, self.relation.value(), place=place,
                visit=visit.id if visit else None,
            )  # fmt: skip
            return case

        if self.session.record(change):
            self.close_sheet()


class TieSheet(PeopleSheet):
    """Link two people: how one stands to the other, or that the two are one."""

    def __init__(self, session: Session, theme: Theme, subject: SubjectId, *, same: bool) -> None:
        case = session.case
        who = case.label(subject) if case else ""
        title = _("The same person as") if same else _("Link to another person")
        body = (
            _("{who} and somebody else are one. Both stay on the map.")
            if same
            else _("How {who} stands to somebody else.")
        )
        super().__init__(session, theme, title, body.format(who=who), _("Record this link"))
        self.subject, self.same = subject, same
        her = case.at_risk() if case else None
        others = [t for t in self.targets(subject) if t.code != her]
        self.other = ChoiceField(theme, _("The other person"), others)
        links = session.library.book.links
        sorts = {RelationSort.FAMILY, RelationSort.COMMUNITY}
        known = [(r.code, r.label) for r in links.roles]
        known += [(r.code, r.label) for r in links.relations if r.sort in sorts]
        self.tie = ChoiceField(
            theme, _("What {who} is or does to them").format(who=who),
            [MenuItem(code, capital(label)) for code, label in known],
        )  # fmt: skip
        self.tie.setVisible(not same)
        statuses = [Option(c, label) for c, label in form_words.status_words().items()]
        self.status = AnswerGroup(theme, statuses, name=_("How well it is known"), shape="column")
        self.basis = TextField(theme, _("How it is known, from whom and when"), lines=2)
        self.body.add(self.other, self.tie, gap=8)
        self.body.add(plain(theme, _("How well it is known"), "label", "ink2"), gap=10)
        self.body.add(self.status, gap=4)
        self.body.add(self.basis, gap=10)
        self.problem = plain(theme, "", "note_strong", "attn")
        self.problem.hide()
        self.body.add(self.problem, gap=8)

    def _do(self) -> None:
        other, status = self.other.value(), self.status.value()
        relation = SAME_AS if self.same else self.tie.value()
        if not (other and status and relation):
            self.problem.setText(_("Choose the other person, the link, and how well it is known."))
            self.problem.show()
            return
        body = LinkBody(SubjectId(other), relation, Status(status), self.basis.text().strip())
        visit = _visit(self.session)
        if self.session.record(
            lambda desk, case: recording.link(desk, case, self.subject, body, visit=visit)
        ):
            self.close_sheet()
