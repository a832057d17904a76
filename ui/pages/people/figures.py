"""From the record to the map: who is on it, in what words, and at whom each part is aimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.codes import Status
from app.domain.people import (
    ROLE_UNKNOWN,
    SAME_AS,
    Party,
    Ring,
    children,
    parties,
    party,
    unplaced,
)
from app.i18n import _
from ui.map import Aim, Figure, Scene, Standing

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.ids import SubjectId
    from app.domain.people import Tie
    from app.domain.reference import Links

_MOST_ROLES = 2
_ORDER = (Standing.ESTABLISHED, Standing.SUSPECTED, Standing.OPEN)
_OF_STATUS = {
    Status.ESTABLISHED: Standing.ESTABLISHED,
    Status.SUSPECTED: Standing.SUSPECTED,
    Status.NOT_ESTABLISHED: Standing.OPEN,
    Status.RULED_OUT: Standing.RULED_OUT,
}


def ring_words() -> dict[Ring, str]:
    """The names of the rings."""
    return {
        Ring.NEAR: _("Near: the house and the area"),
        Ring.UK: _("Elsewhere in the UK"),
        Ring.ABROAD: _("Abroad"),
        Ring.UNKNOWN: _("Place not known"),
    }


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def scene_of(case: Case, links: Links) -> Scene:
    """Everybody on the map: parties, people not linked yet, children, and the lines."""
    her = case.at_risk()
    on_map = _on_map(case)
    young = children(case)
    figures = tuple(figure_of(one, links) for one in on_map)
    targets = {*(p.subject for p in on_map), *young}
    return Scene(
        person=Figure("", case.label(her) if her else ""),
        children=tuple(_child(case, c) for c in young),
        parties=figures,
        aims=tuple(aim for p in on_map for aim in _aims(p, her, targets)),
        titles=ring_words(),
    )


def _on_map(case: Case) -> tuple[Party, ...]:
    """The network, and those nobody has linked yet, each once; never a child."""
    young = set(children(case))
    loose = tuple(party(case, s) for s in unplaced(case))
    return tuple(p for p in (*parties(case), *loose) if p.subject not in young)


def _child(case: Case, child: SubjectId) -> Figure:
    label = case.label(child)
    told = _("Child {who}. Opens the child’s page.").format(who=label)
    return Figure(str(child), label, ring=Ring.NEAR, standing=Standing.ESTABLISHED, told=told)


def figure_of(one: Party, links: Links) -> Figure:
    """One person as the map draws them."""
    standing, said = standing_of(one), role_words(one, links)
    label = one.label or _("No alias yet")
    told = _("{who}. {said}. {place}.").format(
        who=label.rstrip("."), said=said, place=ring_words()[one.ring]
    )
    return Figure(str(one.subject), label, said, standing, one.ring, told)


def standing_of(one: Party) -> Standing:
    """How well the part of somebody is known, the best known part first."""
    if one.ruled_out:
        return Standing.RULED_OUT
    if one.role_open:
        return Standing.OPEN
    found = {_OF_STATUS[t.status] for t in one.roles if t.relation != ROLE_UNKNOWN}
    return next(s for s in _ORDER if s in found)


def role_words(one: Party, links: Links) -> str:
    """Decides, watches or traces: established."""
    standing = standing_of(one)
    if standing is Standing.OPEN:
        tied = one.roles or one.relations
        return _("Role not established") if tied else _("Not linked to anybody yet")
    if standing is Standing.RULED_OUT:
        return _("Ruled out")
    codes = dict.fromkeys(
        t.relation
        for t in one.roles
        if _OF_STATUS[t.status] is standing and t.relation != ROLE_UNKNOWN
    )
    roles = [links.label(code) for code in list(codes)[:_MOST_ROLES]]
    if len(codes) > _MOST_ROLES:
        roles.append(_("and more"))
    word = _("established") if standing is Standing.ESTABLISHED else _("suspected")
    return capital(", ".join((*roles, word)))


def relation_words(one: Party, links: Links) -> str:
    """Husband; brother, suspected. Nothing when nobody said."""
    words = {
        Status.ESTABLISHED: "",
        Status.SUSPECTED: _("suspected"),
        Status.NOT_ESTABLISHED: _("not established"),
        Status.RULED_OUT: _("ruled out"),
    }
    told = [
        " ".join(t for t in (links.label(tie.relation), f"({words[tie.status]})") if t != "()")
        for tie in one.relations
        if tie.relation not in {SAME_AS, "at_risk"}
    ]
    return capital(", ".join(dict.fromkeys(told)))


def _aims(one: Party, her: SubjectId | None, targets: set[SubjectId]) -> list[Aim]:
    """A line for each person a part is aimed at, drawn as the best known part; none ruled out."""
    if not one.roles and not one.relations:
        return []
    strongest: dict[str, Standing] = {}
    for tie in one.roles:
        target = _target(tie, her, targets)
        standing = _OF_STATUS[tie.status]
        if target is None or standing is Standing.RULED_OUT or target == one.subject:
            continue
        known = strongest.get(target)
        if known is None or _ORDER.index(standing) < _ORDER.index(known):
            strongest[target] = standing
    if not strongest and one.role_open:
        strongest[""] = Standing.OPEN
    drawn = [Aim(str(one.subject), to, standing) for to, standing in strongest.items()]
    return [*drawn, *_plain_ties(one, her, targets, strongest)]


def _target(tie: Tie, her: SubjectId | None, targets: set[SubjectId]) -> str | None:
    if tie.to is None or tie.to == her:
        return ""
    return str(tie.to) if tie.to in targets else ""


def _plain_ties(
    one: Party, her: SubjectId | None, targets: set[SubjectId], aimed: dict[str, Standing]
) -> list[Aim]:
    others = dict.fromkeys(
        str(tie.to)
        for tie in one.relations
        if tie.to in targets
        and tie.to not in {her, one.subject}
        and tie.status is not Status.RULED_OUT
    )
    return [
        Aim(str(one.subject), to, Standing.ESTABLISHED, plain=True)
        for to in others
        if to not in aimed
    ]
