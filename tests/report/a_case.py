"""A made-up case with something in every restriction class, and the little content it needs."""

from datetime import timedelta
from types import MappingProxyType

from app.content.library import Library
from app.domain.case import Case, fold
from app.domain.codes import Channel, Reliability, RestrictionClass, SignoffOn, Status, SubjectType
from app.domain.conditions import AnyOf
from app.domain.entry import (
    ActionBody,
    AnswerBody,
    Body,
    DisclosureBody,
    Entry,
    FindingBody,
    LinkBody,
    NoteBody,
    SettingBody,
    SignoffBody,
    SubjectBody,
    Value,
    When,
)
from app.domain.handover import Mode
from app.domain.ids import ItemId, SubjectId, VisitId
from app.domain.questionnaire import (
    AboutType,
    Item,
    ItemType,
    Option,
    Place,
    Row,
    Screening,
    Section,
)
from app.domain.reference import (
    Agency,
    Book,
    Links,
    Plan,
    Relation,
    RelationSort,
    Role,
    Rule,
    Urgency,
)
from app.services.reporting import Copy
from tests.builders import CASE, NOON, an_entry, an_id
from tests.report.sample import SORANI

RC = RestrictionClass
EVERY = frozenset(RC)
HER, HUSBAND, MOTHER, CHILD = (SubjectId(an_id(n)) for n in (901, 902, 903, 904))
DOUBTED, SAFE = VisitId(an_id(801)), VisitId(an_id(802))
WEEKS_AGO = NOON - timedelta(days=40)

SECRET = {
    RC.RC2: "14 Larkspur Walk",
    RC.RC3: "Karwan Testname",
    RC.RC4: "visa ends in Marchember",
    RC.RC5: "tablets named Exampline",
    RC.RC6: "statement to the tribunal of Samplecourt",
    RC.RC7: "I hide in the blue cupboard",
}
"""Words that stand in one class only."""


def item(id_: str, section: str, label: str, type_: ItemType = ItemType.TEXT, **more) -> Item:
    return Item(ItemId(id_), 1, section, type_, label, "", ("here",), **more)


_ITEMS = (
    item("A5", "A", "Orders and dates"),
    item(
        "D2",
        "D",
        "What they fear will happen",
        ItemType.MANY,
        critical=True,
        options=(Option("death", "Being killed"), Option("taken_abroad", "Being taken abroad")),
    ),
    item("D4", "D", "Signs of fear", observed=True),
    item("D6", "D", "Says there is no fear", ItemType.STATE),
    item("F2", "F", "Watched", ItemType.STATE),
    item("G1", "G", "Threat to kill", ItemType.NOW_PAST, critical=True),
    item("H1", "H", "Names", about=AboutType.PARTY, rc=RC.RC3),
    item("L3", "L", "The child’s exact words", about=AboutType.CHILD, rc=RC.RC7),
    item("L10", "L", "Why not heard", about=AboutType.CHILD),
    item("M1", "M", "Status", rc=RC.RC4),
    item("P-1", "P", "Doctor", rc=RC.RC5),
    item("A6", "A", "Statements", rc=RC.RC6),
    item("V2", "V", "Denies or withdraws"),
    item("W5", "W", "Unknowns that matter", about=AboutType.CASE),
    item("W6", "W", "Concern chosen", ItemType.ONE, options=(Option("critical", "Critical"),)),
    item(
        "Z2",
        "Z",
        "Safe contact card",
        rc=RC.RC2,
        rows=(Row("number", "Number"), Row("where", "Where she is")),
    ),
)
_TITLES = {
    "A": "Before", "D": "Fear", "F": "Control", "G": "Harm", "H": "People", "L": "Each child",
    "M": "Money", "P": "Health", "V": "Earlier accounts", "W": "Judgement", "Z": "Before leaving",
}  # fmt: skip
LIBRARY = Library(
    screening=Screening(
        1,
        tuple(
            Section(s, t, Place.VISIT, tuple(i for i in _ITEMS if i.section == s))
            for s, t in _TITLES.items()
        ),
    ),
    book=Book(
        rules=(
            Rule(
                "P18", 1, "Lethality cluster", Urgency.IMMEDIATE,
                AnyOf("G1", ("yes", "unclear")), "Threats come before killings.",
                (), (), (), ("review ¶42",),
            ),
        ),
        stops=(),
        links=Links(
            (
                Relation("husband", "Husband", RelationSort.FAMILY, partner=True),
                Relation("mother_in_law", "Husband’s mother", RelationSort.FAMILY),
            ),
            (Role("role.decides", "Decides", ""), Role("role.unknown", "Part not known", "")),
        ),
        items=MappingProxyType({str(i.id): i for i in _ITEMS}),
    ),
    plan=Plan((Agency("POL", "Police"),), (), (), ()),
    cards=(),
    prohibitions=(),
    checks=(),
    timers=(),
    holidays=frozenset(),
)  # fmt: skip


class Written:
    """Entries numbered in the order in which they are written."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def add(self, body: Body, **envelope) -> Entry:
        entry = an_entry(len(self.entries) + 1, body, **envelope)
        self.entries.append(entry)
        return entry

    def says(self, item_: str, text: str = "", *codes: str, **more) -> Entry:
        envelope = {k: more.pop(k) for k in ("about", "visit", "at", "rc", "follows") if k in more}
        value = Value(
            codes=codes, text=text, past=more.pop("past", ()), when=more.pop("when", None)
        )
        body = AnswerBody(
            ItemId(item_), 1, more.pop("row", ""), more.pop("asked", ""), value, **more
        )
        return self.add(body, **envelope)

    def person(self, subject: SubjectId, label: str) -> None:
        self.add(SubjectBody(SubjectType.PERSON, label), about=subject, at=WEEKS_AGO)


def a_case() -> Case:
    w = Written()
    for subject, label in ((HER, "E."), (HUSBAND, "B."), (MOTHER, "M."), (CHILD, "A.")):
        w.person(subject, label)
    _links(w)
    _interviews(w)
    for rc, (item_, about, row) in {
        RC.RC2: ("Z2", HER, "where"),
        RC.RC3: ("H1", HUSBAND, ""),
        RC.RC4: ("M1", HER, ""),
        RC.RC5: ("P-1", HER, ""),
        RC.RC6: ("A6", HER, ""),
        RC.RC7: ("L3", CHILD, ""),
    }.items():
        w.says(item_, SECRET[rc], about=about, rc=rc, row=row, visit=SAFE)
    _judged(w)
    return fold(CASE, w.entries)


def _links(w: Written) -> None:
    for about, to, relation, status in (
        (HER, None, "at_risk", Status.ESTABLISHED),
        (HUSBAND, HER, "husband", Status.ESTABLISHED),
        (HUSBAND, HER, "role.unknown", Status.NOT_ESTABLISHED),
        (MOTHER, HER, "mother_in_law", Status.ESTABLISHED),
        (MOTHER, HER, "role.decides", Status.ESTABLISHED),
        (CHILD, HER, "child_of", Status.ESTABLISHED),
    ):
        w.add(LinkBody(to, relation, status), about=about, at=WEEKS_AGO)


def _interviews(w: Written) -> None:
    w.add(
        SettingBody(
            present="husband in the room",
            mode="telephone",
            language="Kurdish, Sorani",
            reliability=Reliability.DOUBTFUL,
            why="somebody answered for her",
        ),
        visit=DOUBTED,
        at=WEEKS_AGO,
    )
    w.says("F2", "", "no", about=HER, visit=DOUBTED, at=WEEKS_AGO)
    w.says("D6", "", "yes", about=HER, visit=DOUBTED, at=WEEKS_AGO, words="all is good")
    w.add(
        SettingBody(present="nobody else", mode="in_person", language="Kurdish, Sorani"),
        visit=SAFE,
    )
    w.says(
        "D2", "", "death", "taken_abroad",
        about=HER, visit=SAFE, words=SORANI, words_language="Kurdish, Sorani",
        asked="What do you think these people will do?", channel=Channel.INTERPRETED,
    )  # fmt: skip
    w.says("D4", "Whispered. Watched the door.", about=HER, visit=SAFE, said_by="practitioner")
    w.says("G1", "", "yes", about=HER, visit=SAFE, past=("unclear",), words="They will clean this")
    w.says("V2", "Says all is good when her husband is near", about=HER, visit=SAFE)
    w.says("A5", "Hearing", when=When(2026, 12, 1), about=HER, visit=SAFE)
    w.says("L10", "Not seen alone yet, by Friday", about=CHILD, visit=SAFE)


def _judged(w: Written) -> None:
    w.says("W5", "Who the man is that telephones from abroad", said_by="practitioner")
    w.says("W6", "", "critical", said_by="practitioner")
    w.add(ActionBody("See A. alone at school", agency="POL", owner="M. Reid", due_words="now"))
    w.add(ActionBody("Marker on the address", agency="POL", due=NOON - timedelta(hours=3)))
    w.add(NoteBody("Call", "from the aunt: " + SECRET[RC.RC3] + " asked where she is"), rc=RC.RC3)
    w.add(FindingBody("P18", 1, "I", ()))
    w.add(SignoffBody(SignoffOn.MISSING, (), "no-conference", "It meets on Thursday."))
    w.add(DisclosureBody("spoken", "Duty desk, Calderby", "Called ahead", "safeguarding"))


COPY = Copy(
    mode=Mode.DEMO,
    reference="HO-7K3M-1",
    sender="Northmere Police, DC L. Marsh. 01632 960 001, day and night",
    recipient="Calderby children’s services, M. Reid",
    purpose="To keep her safe where she is now",
    basis="Vital interests; safeguarding",
    reason="She has moved",
    answer_by=NOON + timedelta(hours=4),
    digest="3f9a21c077de55aa" + "0" * 48,
)
