# ruff: noqa: E501 - the samples quote the pictures
"""Made-up pages in the shape of the look pictures, for the gallery and the kit's tests."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from ui.controls import (
    AnswerGroup,
    Check,
    ChoiceField,
    Column,
    Danger,
    DateField,
    DetailRow,
    EarlierAnswer,
    Facts,
    FindingCard,
    HeadRule,
    Line,
    LineField,
    Link,
    ListRow,
    MenuButton,
    MenuItem,
    Moment,
    MoreCards,
    Notice,
    Option,
    Page,
    PassphraseField,
    Primary,
    Quiet,
    Quote,
    SearchField,
    Secondary,
    Section,
    Sections,
    Sheet,
    Spread,
    State,
    Step,
    Steps,
    Strip,
    StripAction,
    Tab,
    Table,
    TaskRow,
    TextField,
    Timeline,
)  # fmt: skip
from ui.shell import Shell
from ui.text import plain
from ui.theme import Theme

CASE = [
    Tab(c.lower(), c)
    for c in ("Prepare", "Conversation", "People", "Judgement", "Plan", "Handover", "Record")
]
OFFICE = [Tab(c.lower(), c) for c in ("Today", "Cases", "Supervision", "Contacts", "Settings")]
SIX = [
    Option(c, w)
    for c, w in (
        ("yes", "Yes"), ("no", "No"), ("unclear", "Unclear"), ("declined", "Declined"),
        ("not_safe", "Not safe to ask"), ("not_asked", "Not asked yet"),
    )
]  # fmt: skip
SECTIONS = [
    Section("safe", "Safe to talk", 4, 4), Section("story", "Her story", 3, 3),
    Section("fear", "Fear", 5, 7), Section("honour", "Honour", 4, 6),
    Section("control", "Control and freedom", 2, 9), Section("harm", "Harm and threat", 0, 8),
    Section("people", "People", 0, 6), Section("marriage", "Marriage", 0, 6),
    Section("children", "Children", 0, 6), Section("child", "Each child", 0, 6),
    Section("money", "Money and status", 0, 6), Section("travel", "Travel", 0, 6),
    Section("health", "Health", 0, 6), Section("found", "Being found", 0, 6),
    Section("leaving", "Before leaving", 0, 6),
]  # fmt: skip


def half_past() -> datetime:
    """When the samples happen."""
    return datetime(2026, 11, 24, 14, 32, tzinfo=UTC)


def shell(theme: Theme) -> Shell:
    """An empty shell."""
    return Shell(theme, half_past)


class Conversation(Page):
    """Picture 02."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, name="Conversation", rail_width=336, side_width=232)
        self.sections = Sections(theme, SECTIONS, current="control")
        self.side.add(self.sections)
        kicker = Spread(gap=6)
        kicker.add(
            plain(theme, "Control and freedom  ·  third of nine", "label", "ink2", wrap=False)
        )
        items = [MenuItem(s.code, s.label, s.progress) for s in SECTIONS]
        self.all_sections = MenuButton(theme, "All sections", items, height=24)
        kicker.add(self.all_sections)
        self.all_sections.hide()
        self.top.add(kicker, plain(theme, "Do you have your own key to the front door?", "prompt"))
        words = "For you, not to read aloud. See who opens the door. If she is ever locked in, tell your supervisor today."
        self.note.add(State(theme, "eye", words, "ink2", role="note"), gap=8)
        self.earlier = EarlierAnswer(
            theme, "Earlier answer: Yes.", "Yes, I have key.",
            ["2 October 2026", "PC Amin, Northmere", "in English, no interpreter",
             "her husband was in the room"],
            differs="Today’s differs. Both are kept.",
        )  # fmt: skip
        self.answers = AnswerGroup(theme, SIX, name="Do you have your own key to the front door?")
        self.answers.choose("no")
        self.words = TextField(theme, "Her exact words", lines=3)
        self.words.set_text(
            "“The key is with his mother. When they go out, they lock it. It is for the children, they say.”"
        )
        self.words.aside.add(
            plain(theme, "Albanian, Gheg  ·  as interpreted", "provenance", "ink2", wrap=False),
            Link(theme, "Change"),
        )
        self.body.add(self.earlier, gap=14)
        self.body.add(self.answers, gap=16)
        self.body.add(self.words, gap=20)
        self.foot.add(
            Quiet(theme, "Back", icon="arrow-left"), Quiet(theme, "Ask another way", key="R")
        )
        self.foot.add(Quiet(theme, "Say it back", key="B"))
        self.foot.add_end(plain(theme, "Saved 14:32", "provenance", "ink2", wrap=False))
        self.next = Primary(theme, "Next prompt", key="Space")
        self.foot.add_end(self.next)
        self.rail.add(plain(theme, "Raised by what was said", "label", "ink2"))
        self.card = FindingCard(
            theme, "Silent control", when="Supervisor and specialist: today",
            why="The key, going out and her phone are each held by someone else. No injury has been named. That is not low risk.",
            ask="Who has the key tonight?",
            do="Speak to your supervisor, and to an HBA specialist, before the end of today.",
            source="Answers F1, F2 and F3 of today. Rule P17. N8 policing research, early signs.",
        )  # fmt: skip
        self.rail.add(self.card, gap=10)
        more = [("role", "Role not established: husband"), ("setting", "Interview conditions")]
        self.rail.add(MoreCards(theme, more), gap=14)

    def fitted(self, fit: str) -> None:
        self.all_sections.setVisible(fit == "low")
        self.answers.set_low(fit == "low")
        self.words.set_lines(2 if fit == "low" else 3)

    def first_focus(self) -> QWidget:
        return self.answers.first_focus()

    def handle_key(self, event: object) -> bool:
        return self.answers.handle_key(event)  # type: ignore[arg-type]


def strip(theme: Theme) -> Strip:
    made = Strip(theme)
    made.set_mode("phone", "Interpreter by telephone")
    made.set_facts(["Albanian, Gheg", "woman", "reference 4471"])
    made.set_clock("clock", "18 minutes since the last break", "18 minutes since break")
    made.set_actions(
        [
            StripAction("break", "Break", "T"),
            StripAction("concern", "Interpreter concern", "I"),
            StripAction("hear", "Who can hear?", "H"),
        ]
    )
    return made


def conversation(theme: Theme) -> Shell:
    made = shell(theme)
    made.set_case("E.", CASE, "conversation")
    made.set_strip(strip(theme))
    made.show_page(Conversation(theme))
    return made


def today(theme: Theme) -> Shell:
    """Picture 01."""
    made = shell(theme)
    made.set_office(OFFICE, "today")
    page = Page(theme, name="Today", rail_width=472, centred=False)
    head = Spread(gap=6)
    head.add(plain(theme, "Today", "title", wrap=False))
    head.add(plain(theme, "Tuesday 24 November 2026, 11:06", "body", "ink2", wrap=False))
    page.top.add(head, gap=12)
    page.body.add(HeadRule(theme, "Needs you"), gap=20)
    rows = (
        ("clock-alert", "E.", "Calderby Police has not answered", "Sent yesterday at 16:40. An answer was due today at 09:00, two hours and six minutes ago. Until somebody accepts by name, the responsibility is yours.", "attn", Primary(theme, "Ring the duty desk", height=44, small=True)),
        ("circle-question-mark", "E.", "Two people whose role is not established", "Her husband: DC L. Marsh, by Friday. The man who telephones from abroad: nobody is named to find out.", "attn", Secondary(theme, "Name somebody", small=True)),
        ("message-circle-question-mark", "J.", "Estover has a question", "They ask whether the school knows who may collect the younger boy. Answer due today by 15:00.", "ink", Secondary(theme, "Read and answer", small=True)),
        ("calendar-clock", "R.", "Review due tomorrow", "Last looked at on 28 October, after she moved. Quiet since. Quiet is not the same as safe.", "ink", Secondary(theme, "Begin the review", small=True)),
    )  # fmt: skip
    for n, (icon, lead, title, body, ink, action) in enumerate(rows):
        if n:
            page.body.add(Line(theme))
        page.body.add(TaskRow(theme, icon, lead, title, body, ink=ink, action=action))  # type: ignore[arg-type]
    buttons = Spread(gap=6)
    buttons.add(
        Primary(theme, "New case", icon="plus", height=44),
        Secondary(theme, "Open a package", icon="package-open"),
    )
    page.rail.add(buttons, gap=10)
    page.rail.add(SearchField(theme, "Find a case by alias, reference or worker"), gap=16)
    page.rail.add(Line(theme), gap=12)
    for lead, title, when, state, note in (
        ("E.", "Northmere, sent to Calderby", "today", ("clock-alert", "Not answered", "attn"), ""),
        ("J.", "Estover", "today", ("message-circle-question-mark", "Question waiting", "ink"), ""),
        ("R.", "Northmere", "28 October", ("calendar-clock", "Review tomorrow", "ink"), ""),
        ("P.", "Northmere. Linked with S.", "19 November", None, "Plan: 3 actions open"),
        ("H.", "Accepted by Calderby", "2 November", ("check", "Released by receipt, 3 November", "ink2"), ""),
    ):  # fmt: skip
        page.rail.add(ListRow(theme, lead, title, when=when, state=state, note=note), Line(theme))  # type: ignore[arg-type]
    made.show_page(page)
    return made


def gate(theme: Theme) -> Shell:
    """Picture 03."""
    made = shell(theme)
    made.set_case("E.", CASE, "prepare")
    warning = Strip(theme)
    warning.set_mode("hand", "Give no name, address or area until this is finished.", "attn")
    warning.set_clock("", "The conversation opens after step 5")
    made.set_strip(warning)
    page = Page(theme, name="Interpreter", side_width=336, side_stays=True)
    steps = Steps(theme, "Interpreter", "", [
        Step("Who is interpreting", "National service, ref. 4471. Woman", "done"),
        Step("Where they are", "A private room, in another county", "done"),
        Step("Ties", "To family, area or community", "now"),
        Step("Her own check", "First name and voice. Hand sign"),
        Step("Do they understand each other", "Two everyday questions"),
    ])  # fmt: skip
    steps.layout().setContentsMargins(24, 12, 12, 0)  # type: ignore[union-attr]
    page.side.add(steps)
    page.top.add(
        plain(
            theme, "Step 3 of 5  ·  to the interpreter, before she is on the line", "label", "ink2"
        )
    )
    page.top.add(
        plain(
            theme,
            "Do you have family or close ties in this county, or in this community?",
            "prompt",
        )
    )
    page.note.add(
        State(
            theme,
            "eye",
            "For you, not to read aloud. A relative, friend, neighbour or community leader never interprets, however kind or however late.",
            "ink2",
            role="body",
        ),
        gap=8,
    )
    page.body.add(
        AnswerGroup(
            theme,
            [
                Option("none", "No ties", "Go on to her own check"),
                Option("some", "Some ties", "Stop here and ask for another interpreter"),
                Option("unclear", "Would not say, or not clear", "Treated as ties"),
            ],
            name="Ties",
            shape="lines",
        ),
        gap=14,
    )
    page.body.add(
        TextField(
            theme,
            "What the interpreter said",
            lines=1,
            placeholder="In their words, if it matters later",
        ),
        gap=14,
    )
    page.foot.add(
        Quiet(theme, "Back", icon="arrow-left"),
        Danger(theme, "Not suitable: stop and rebook", key="I"),
    )
    page.foot.add_end(
        plain(theme, "Saved 13:51", "provenance", "ink2", wrap=False),
        Primary(theme, "Next step", key="Space"),
    )
    made.show_page(page)
    return made


def judgement(theme: Theme) -> Shell:
    """Picture 05a."""
    made = shell(theme)
    made.set_case("E.", CASE, "judgement")
    made.set_actions(lock=False, someone=False)
    page = Page(theme, name="Judgement", rail_width=416)
    page.top.add(
        plain(theme, "Judgement  ·  yours, in writing, away from the home", "label", "ink2")
    )
    page.top.add(plain(theme, "How concerned are you, and why?", "prompt"))
    group = AnswerGroup(theme, [
        Option("now", "Immediate danger", "Police now. Do not leave her"),
        Option("critical", "Critical", "Today, with your supervisor"),
        Option("serious", "Serious", "Plan and conference this week"),
        Option("review", "Concern, keep under review", "A date, and what brings it forward"),
        Option("unknown", "Not enough known to say", "Who will find out, and by when"),
    ], name="How concerned", shape="column")  # fmt: skip
    group.choose("critical")
    page.body.add(group, gap=8)
    reasons = TextField(theme, "Your reasons", lines=3)
    reasons.set_text(
        "Nobody has hit her. She does not hold her key, phone, papers or money. A. is said to be promised to K. If E. is known to have spoken, I think they would move A. first, within days."
    )
    page.body.add(reasons, gap=8)
    unknown = TextField(theme, "What you do not know, and who will find out", lines=1)
    unknown.set_text("B.: what part he has. DC L. Marsh, by Friday 27 November.")
    page.body.add(unknown, gap=6)
    page.foot.add(
        State(
            theme,
            "pencil",
            "Written by T. Osei, today 16:05. Not signed",
            "ink2",
            role="provenance",
        )
    )
    page.foot.add_end(Primary(theme, "Sign this judgement"))
    page.rail.add(plain(theme, "What you are weighing", "panel"), gap=6)
    for title, detail in (
        ("Silent control", "Key, going out, phone, papers. Today"),
        ("A child promised", "A., 12, to K. Said by E., not yet by A."),
        ("Role not established", "B., and the unknown man"),
    ):
        page.rail.add(plain(theme, title, "strong"), gap=10)
        page.rail.add(plain(theme, detail, "note", "ink2"))
    page.rail_foot.add(State(theme, "info", "No total is made of any of this", "ink2", role="note"))
    made.show_page(page)
    return made


def plan(theme: Theme) -> Shell:
    """Picture 05b."""
    made = shell(theme)
    made.set_case("E.", CASE, "plan")
    made.set_actions(lock=False, someone=False)
    page = Page(theme, name="Plan", centred=False)
    head = Spread(gap=8)
    head.add(
        plain(theme, "Plan", "title", wrap=False),
        plain(
            theme,
            "4 actions. 1 has no owner. Next look: 1 December, or sooner.",
            "body",
            "ink2",
            wrap=False,
        ),
    )
    head.add_end(
        Secondary(theme, "Add from the library", icon="plus"),
        Secondary(theme, "Write an action", icon="plus"),
    )
    page.top.add(head, gap=4)
    notice = Notice(
        theme,
        "Find out what part B. has, from police and Home Office records, without asking him or his family.",
        because="Suggested, because two roles are not established",
    )
    notice.acts.add(
        Primary(theme, "Add to the plan", height=44), Link(theme, "Not needed, say why")
    )
    page.body.add(notice, gap=12)
    table = Table(
        theme,
        [
            Column("Action and owner", 452, 3),
            Column("Due", 162, 1),
            Column("Look again if", 230, 2),
            Column("What it may cause", 234, 2),
            Column("Her view", 196, 2),
        ],
        name="Plan",
    )
    for n in range(3):
        what = State(theme, "", "School knows who may collect A. and M.", role="row")
        from ui.controls import Stack

        cell = Stack()
        cell.add(
            what, plain(theme, "Children’s services: T. Bell, with the school", "note", "ink2")
        )
        due: QWidget = (
            State(theme, "check", "Done, 15:02", role="strong")
            if n == 1
            else State(theme, "", "Today by 15:15", role="strong")
        )
        if n == 2:
            due = State(theme, "user-x", "No owner", "attn")
        table.add_row(
            [
                cell,
                due,
                "Somebody else comes, or either girl is absent",
                "The office will know that a rule exists. Only the head knows why",
                plain(theme, "“Yes. Not his brother.”", "note_strong"),
            ]
        )
    page.body.add(table, gap=10)
    page.body.add(
        plain(
            theme,
            "Every action is also looked at again if she or anyone on the map moves, a call is missed, a court or Home Office decision comes, somebody new is named, or 28 days pass.",
            "note",
            "ink2",
        ),
        gap=14,
    )
    made.show_page(page)
    return made


def handover(theme: Theme) -> Shell:
    """Picture 06."""
    made = shell(theme)
    made.set_case("E.", CASE, "handover")
    made.set_actions(lock=False, someone=False)
    page = Page(theme, name="Handover", rail_width=400, centred=False)
    page.top.add(plain(theme, "Three things are missing", "title"), gap=4)
    page.top.add(
        plain(
            theme,
            "You may seal without them. Say why, and Calderby will read your reason first.",
            "body",
            "ink2",
        ),
        gap=2,
    )
    page.body.add(Line(theme), gap=10)
    for title, note, end in (
        ("What A., 12, says herself", "Not seen alone yet", Link(theme, "Say why")),
        (
            "The part B. has",
            "Role not established. DC L. Marsh, by Friday",
            State(theme, "check", "Reason given", "ink2", wrap=False),
        ),
        ("No conference has been told", "Rule P24 asks for one", Link(theme, "Refer or say why")),
    ):
        page.body.add(
            DetailRow(theme, "circle-dashed", title, note, end=end, ink="attn"), Line(theme)
        )
    page.body.add(HeadRule(theme, "To Calderby children’s services, M. Reid, duty manager"), gap=20)
    for icon, title, note, end in (
        (
            "file-check",
            "What is feared, and the plan",
            "Everyone at Calderby who opens it",
            "Inside",
        ),
        (
            "file-minus",
            "People behind the threat",
            "Police decide. Sent to Calderby Police",
            "Withheld",
        ),
    ):
        page.body.add(DetailRow(theme, icon, title, note, end=end), Line(theme))
    page.foot.add(Secondary(theme, "Read it as they will", icon="book-open"))
    page.foot.add_end(
        plain(theme, "Cannot be changed afterwards", "provenance", "ink2", wrap=False),
        Primary(theme, "Seal and save the file", icon="stamp"),
    )
    page.rail.add(plain(theme, "Sent to Calderby Police", "panel"), gap=2)
    page.rail.add(plain(theme, "Hub, DS K. Lowe. Sealed yesterday, 16:38", "note", "ink2"))
    page.rail.add(Timeline(theme, [
        Moment("Sent", "Yesterday, 16:40, by secure mail, after a call to the duty desk", "done"),
        Moment("Arrived, and proved genuine", "Yesterday, 17:12. Receipt signed by the hub", "done"),
        Moment("Read by a named person", "Yesterday, 18:05. DS K. Lowe", "done"),
        Moment("Accepted by name: no answer", "Due today at 09:00. Two hours and six minutes late. You rang at 09:20 and 10:30", "late"),
        Moment("First safe contact", "Within a day of acceptance"),
        Moment("You are released", "Only when Calderby signs for it"),
    ]), gap=14)  # fmt: skip
    page.rail_foot.add(
        Secondary(theme, "Log a call", icon="phone"),
        Secondary(theme, "Open a receipt file", icon="file-check"),
    )
    made.show_page(page)
    return made


def supervisor(theme: Theme) -> Shell:
    """Picture 07."""
    made = shell(theme)
    made.set_office(OFFICE, "supervision")
    page = Page(
        theme,
        name="Supervision",
        rail_width=320,
        side_width=292,
        side_ground="shade",
        side_stays=True,
    )
    page.side.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
    page.side.add(plain(theme, "Waiting for you", "panel", indent=28), gap=6)
    for lead, title, note, state, chosen in (
        (
            "E.",
            "from Northmere",
            "Handover. Arrived yesterday 17:12",
            ("clock-alert", "Answer was due at 09:00", "attn"),
            True,
        ),
        (
            "J.",
            "from S. Grant",
            "Judgement to countersign",
            ("clock", "Today by 17:00", "ink2"),
            False,
        ),
    ):
        page.side.add(
            ListRow(
                theme, lead, title, note=note, state=state, chosen=chosen, lead_width=0, inset=24
            ),
            Line(theme, indent=0),
        )  # type: ignore[arg-type]
    page.top.add(
        State(
            theme,
            "badge-check",
            "Genuine. Sealed by DC L. Marsh, Northmere Police, 23 November 2026, 16:38",
            role="strong",
        ),
        gap=4,
    )
    page.top.add(
        plain(
            theme,
            "Nothing has changed since. Countersigned by Insp. R. Vane. Two parts withheld, each with a reason.",
            "note",
            "ink2",
            measure=0,
        )
    )
    page.top.add(Line(theme, heavy=True), gap=10)
    page.body.add(plain(theme, "E., 34. Two minutes", "title"), gap=14)
    page.body.add(
        Facts(
            theme,
            [
                (
                    "Feared",
                    "That A., 12, is taken abroad and promised to K. That E. is shut in, and the girls kept from her.",
                    "ink",
                    True,
                ),
                (
                    "From whom",
                    "Her husband’s mother decides. His brother G. watches the school gate. One more is suspected near, two further off.",
                ),
                (
                    "Not known",
                    "What part her husband B. has. Who the man is that telephones from abroad.",
                    "attn",
                    True,
                ),
                (
                    "Fear that shows",
                    "Whispered. Stopped speaking when a car passed. Asked twice if the line was recorded.",
                ),
                (
                    "Within a day",
                    "See A. alone at school. Tell the head who may collect. Ask the GP to hide the record.",
                ),
            ],
            label_width=132,
            strong=True,
        ),
        gap=10,
    )
    page.foot.add(Secondary(theme, "Ask a question"), Secondary(theme, "Decline, say who holds it"))
    page.foot.add_end(Primary(theme, "Accept by name"))
    page.rail.add(plain(theme, "Checks", "panel"), gap=2)
    page.rail.add(plain(theme, "5 of the 32 need you", "note", "ink2"))
    page.rail.add(Line(theme), gap=8)
    for icon, title, note in (
        ("circle-dashed", "Each child seen and heard", "Not met. A. not seen alone"),
        ("contrast", "Every person has a role status", "Partly. Two not established"),
    ):
        page.rail.add(
            State(theme, icon, title, "attn", role="note_strong", words_ink="ink"), gap=10
        )
        page.rail.add(plain(theme, note, "label", "attn"))
        page.rail.add(Line(theme), gap=10)
    page.rail.add(Link(theme, "All 32 checks"), gap=12)
    page.rail.add(
        Quote(theme, "“He says nothing. His mother says, he nods.”", "E., today, as interpreted"),
        gap=12,
    )
    made.show_page(page)
    return made


def refused(theme: Theme) -> Shell:
    """Picture 07b."""
    made = shell(theme)
    made.set_office(OFFICE, "supervision")
    made.show_page(Page(theme, name="Supervision"))
    made.resize(1366, 696)
    made.show()
    sheet = Sheet(
        theme,
        "This file cannot be trusted, so nothing in it has been shown.",
        "Part of it was changed after it was sealed. That can be a damaged memory stick, or somebody’s hand. We cannot tell which.",
        icon="circle-x",
        lead="Refused",
        stop=True,
    )
    sheet.body.add(
        Line(theme),
        Facts(
            theme,
            [
                (
                    "What to do now",
                    "Ring Northmere on the number in your Contacts, not on one in the message. Ask them to send it again.",
                ),
                ("Meanwhile", "She may be in danger now. Ask on the telephone what cannot wait."),
                (
                    "For their log",
                    "File E-2026-11-23, check 7F 22 13 A9. Opened 24 November 2026, 11:14.",
                ),
            ],
            label_width=170,
            ruled=True,
            strong=True,
        ),
    )
    sheet.foot.add(
        Primary(theme, "Log the call", icon="phone"), Secondary(theme, "Open another file")
    )
    sheet.open_in(made)
    return made


def set_up(theme: Theme) -> Shell:
    """Picture 09a."""
    made = shell(theme)
    made.set_bare(True)
    page = Page(theme, name="Set up", side_width=336, side_ground="shade", side_stays=True)
    steps = Steps(
        theme,
        "One Chance",
        "Setting up, once",
        [
            Step("Who you are", "T. Osei, Northmere", "done"),
            Step("Passphrase", "For this laptop", "now"),
            Step("Recovery sheet", "Printed once"),
            Step("Your area’s key", "From your supervisor"),
        ],
    )
    steps.layout().setContentsMargins(36, 30, 16, 0)  # type: ignore[union-attr]
    page.side.add(steps)
    page.top.add(plain(theme, "Choose a passphrase for this laptop", "title"), gap=20)
    page.top.add(
        plain(
            theme,
            "Four or more words that do not belong together. You will type it several times a day, sometimes in a car.",
            "lead",
            "ink2",
        ),
        gap=6,
    )
    one = PassphraseField(theme, "Passphrase")
    one.set_text("correct horse battery sta")
    page.body.add(one, gap=16)
    page.body.add(State(theme, "check", "Long enough", role="note_strong"))
    page.body.add(PassphraseField(theme, "The same again"), gap=12)
    page.body.add(
        Quote(
            theme,
            "Nobody can look it up for you.",
            "Not your supervisor, not the people who made this. If you forget it, the recovery sheet on the next page is the way back in.",
        ),
        gap=20,
    )
    page.foot.add(Quiet(theme, "Back", icon="arrow-left"))
    page.foot.add_end(Primary(theme, "Next: recovery sheet"))
    made.show_page(page)
    one.first_focus().setFocus()
    return made


def covered(theme: Theme) -> Shell:
    """Picture 08b."""
    made = conversation(theme)
    made.cover_now()
    return made


def fields(theme: Theme) -> Shell:
    """Every field, with what can be wrong with it; demo band, stop line and busy line."""
    made = shell(theme)
    made.set_office(OFFICE, "settings")
    made.set_band("Demonstration. Everything here is made up.")
    made.set_stop("Do not leave without speaking to the police control room and your supervisor.")
    made.busy_with("Opening the file. This can take a few seconds.")
    page = Page(theme, name="Fields")
    page.top.add(plain(theme, "Fields", "title"))
    date = DateField(theme, "When it happened")
    date.day.set_text("31")
    date.month.set_text("2")
    date.year.set_text("2026")
    date._tell()
    line = LineField(theme, "Reference", width=240)
    line.set_problem("Write the reference as it stands on the letter.")
    kurdish = TextField(theme, "Her exact words", lines=2)
    kurdish.set_text("ئایا ئێستا قسەکردن سەلامەتە؟")
    page.body.add(line, date)
    page.body.add(
        ChoiceField(
            theme,
            "Who told you",
            [MenuItem("her", "She did"), MenuItem("school", "The school")],
            value="her",
        ),
        kurdish,
    )
    page.body.add(
        Check(theme, "She was seen alone", checked=True), Check(theme, "Somebody else could hear")
    )
    off = Primary(theme, "Seal and save the file")
    off.setEnabled(False)
    off2 = Secondary(theme, "Sign")
    off2.setEnabled(False)
    page.foot.add(off, off2, plain(theme, "First say who it is for.", "note", "ink2", wrap=False))
    made.show_page(page)
    return made


SAMPLES = {
    "today": today, "conversation": conversation, "gate": gate, "judgement": judgement,
    "plan": plan, "handover": handover, "supervisor": supervisor, "refused": refused,
    "set-up": set_up, "covered": covered, "fields": fields,
}  # fmt: skip
