"""Fictional cases for training: written through the same use-cases as real ones, from a script.

The script is content (app/content/demo/*.toml): who is in the case, what was said on which day
and by whom. Days count back from today, so that a training case is never stale.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.content.strict import Table, read_pack
from app.domain.codes import Channel, Nature, Reliability, Status
from app.domain.entry import ActionBody, Author, LinkBody, NoteBody, SettingBody, Value, When
from app.domain.trusting import CertifiedAs
from app.domain.visit import visits
from app.services import planning, recording, visiting
from app.services.attention import refresh
from app.services.practice_areas import join, load_areas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.case import Case
    from app.domain.ids import SubjectId, VisitId
    from app.domain.questionnaire import Screening
    from app.services.desk import Desk
    from app.services.post import Post, PostPorts

AREAS = "areas.toml"
SENDING_AREA = "northmere.example"
"""Where the fictional cases live, with its worker: every other desk begins with an empty list."""


@dataclass
class _Then:
    """A clock that the script sets."""

    at: datetime

    def now(self) -> datetime:
        return self.at


@dataclass
class _Telling:
    """Where the script has come to."""

    desk: Desk
    case: Case
    screening: Screening
    clock: _Then
    today: datetime
    people: dict[str, SubjectId]
    visit: VisitId | None = None


def begin_practice(
    desk: Desk,
    post: Post,
    ports: PostPorts,
    screening: Screening,
    scripts: Sequence[tuple[str, bytes]],
) -> None:
    """Fill a new practice vault: its area, the others' cards, and the fictional cases.

    `scripts` are the files of app/content/demo. A vault that is already filled is left alone.
    """
    if post.is_enrolled():
        return
    for file, raw in scripts:
        if file == AREAS:
            areas = load_areas(file, raw)
            title = areas[desk.area].title
            desk.store.set_setting("area-title", title)
            desk = replace(desk, area_title=title)
            join(post, ports, areas, desk.area, desk.clock.now())
    if desk.area != SENDING_AREA or post.role() is not CertifiedAs.WORKER:
        return
    for file, raw in scripts:
        if file != AREAS:
            refresh(desk, seed(desk, screening, file, raw), desk.area_title)


def seed(desk: Desk, screening: Screening, file: str, raw: bytes) -> Case:
    """Write one fictional case into a demo vault.

    Raises:
        ContentRefused: the script has an unknown key, person or item.
    """
    script = read_pack(file, raw)
    today = desk.clock.now()
    clock = _Then(today)
    then = replace(desk, clock=clock)
    opening = script.table("opening")
    clock.at = _moment(today, opening)
    case = recording.open_case(then, opening.text("alias"), opening.text("reason"))
    person = case.at_risk()
    assert person is not None  # noqa: S101 - open_case has just linked it
    telling = _Telling(then, case, screening, clock, today, {"person": person})
    for step in script.tables("step"):
        _tell(telling, step)
    script.texts("source")
    script.finish()
    return telling.case


def _tell(t: _Telling, step: Table) -> None:
    kind = step.one_of("do", _STEPS)
    if step.has("days_ago"):
        t.clock.at = _moment(t.today, step)
    else:
        t.clock.at += timedelta(seconds=step.integer("after", 40))
    if step.has("by"):
        t.desk = replace(t.desk, author=_author(step.table("by")))
    _STEPS[kind](t, step)
    step.finish()


def _person(t: _Telling, step: Table) -> None:
    to = t.people[step.text("to", "person")]
    t.case, subject = recording.add_subject(
        t.desk, t.case, step.text("label"), step.text("relation"), to=to, visit=t.visit
    )
    t.people[step.text("ref")] = subject


def _role(t: _Telling, step: Table) -> None:
    body = LinkBody(
        to=t.people[step.text("to", "person")],
        relation=step.text("role"),
        status=Status(step.text("status")),
        basis=step.text("basis", ""),
    )
    t.case = recording.link(t.desk, t.case, t.people[step.text("who")], body, visit=t.visit)


def _visit(t: _Telling, step: Table) -> None:
    packs = (f"screening {t.screening.version}",)
    t.case, t.visit = visiting.plan(
        t.desk, t.case, step.text("type"), step.text("purpose"), t.clock.at, packs
    )
    t.case = visiting.begin(t.desk, t.case, visits(t.case)[-1])
    setting = step.table("setting")
    body = SettingBody(
        present=setting.text("present", ""),
        hearing=setting.text("hearing", ""),
        mode=setting.text("mode", "none"),
        language=setting.text("language", ""),
        interpreter_sex=setting.text("sex", ""),
        reference=setting.text("reference", ""),
        gate=setting.text("gate", ""),
        reliability=Reliability(setting.text("reliability", "sound")),
        why=setting.text("why", ""),
    )
    setting.finish()
    t.case = visiting.note_setting(t.desk, t.case, t.visit, body)


def _end(t: _Telling, _step: Table) -> None:
    t.case = visiting.end(t.desk, t.case, next(v for v in visits(t.case) if v.id == t.visit))
    t.visit = None


def _answer(t: _Telling, step: Table) -> None:
    item = t.screening.item(step.text("item"))
    value = Value(
        codes=step.texts("codes", ()),
        past=step.texts("past", ()),
        trend=step.text("trend", ""),
        text=step.text("text", ""),
        when=_when(t, step),
        who=tuple(t.people[ref] for ref in step.texts("who", ())),
        number=step.integer("number") if step.has("number") else None,
    )
    said = recording.Said(
        asked=item.ask,
        words=step.text("words", ""),
        words_language=step.text("language", ""),
        said_by=step.text("said_by", "person"),
        channel=Channel(step.text("channel", "direct")),
        nature=Nature(step.text("nature", "reported")),
    )
    about = t.people.get(step.text("about", "")) if step.has("about") else None
    t.case = recording.answer(
        t.desk,
        t.case,
        item,
        value,
        said,
        about=about,
        row=step.text("row", ""),
        visit=t.visit,
    )


def _note(t: _Telling, step: Table) -> None:
    t.case = recording.write(
        t.desk, t.case, NoteBody(step.text("heading"), step.text("text")), visit=t.visit
    )


def _action(t: _Telling, step: Table) -> None:
    due = t.today + timedelta(days=step.integer("due_in")) if step.has("due_in") else None
    body = ActionBody(
        text=step.text("text"),
        row=step.text("row", ""),
        row_version=1 if step.has("row") else 0,
        agency=step.text("agency", ""),
        owner=step.text("owner", ""),
        due=due,
        triggers=step.text("triggers", ""),
        side_effects=step.text("side_effects", ""),
        her_view=step.text("her_view", ""),
    )
    t.case = planning.add(t.desk, t.case, body)


_STEPS = {
    "person": _person,
    "role": _role,
    "visit": _visit,
    "end": _end,
    "answer": _answer,
    "note": _note,
    "action": _action,
}


def _when(t: _Telling, step: Table) -> When | None:
    if not step.has("in_days"):
        return None
    day = (t.today + timedelta(days=step.integer("in_days"))).date()
    return When(day.year, day.month, day.day)


def _moment(today: datetime, step: Table) -> datetime:
    hour, minute = step.text("time").split(":")
    then = today - timedelta(days=step.integer("days_ago"))
    return then.replace(hour=int(hour), minute=int(minute), second=0)


def _author(by: Table) -> Author:
    author = Author(by.text("principal"), by.text("name"), by.text("role"))
    by.finish()
    return author
