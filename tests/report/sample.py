"""A made-up report with everything in it that has gone wrong on paper before."""

from datetime import date

from app.domain.codes import RestrictionClass
from app.domain.report import (
    Cell,
    Column,
    Line,
    Lines,
    Mark,
    Marking,
    Quote,
    Quotes,
    Report,
    Section,
    Sheet,
    Table,
    Tone,
    Words,
)

SORANI = "بەڵام ئەوان دەڵێن ژمارەی ٤ ڕۆژە. تەلەفۆن 0800 5999 247 بکە"
SORANI_WORDS = "بەڵام ئەوان دەڵێن کە کچەکە دەبەنەوە"
URDU = "وہ کہتے ہیں کہ لڑکی کو واپس لے جائیں گے۔"
ARABIC = "قالوا إنهم سيأخذون الأطفال يوم الجمعة"
LOOKS_LIKE_MARKUP = (
    r"#panic(1) [x] *b* _i_ $y^2$ <z> @q \ // not /* a */ note = no ~ `c` -- --- end"
)
LONG_NAME = "Muhammad-Abdurrahman Wolfeschlegelsteinhausenbergerdorff of the Lower Valley"
LEFT_EMPTY = "Left empty to keep two sheets apart."
HANDLING = "Recipients only. Do not contact family, community members or interpreters named here."


def quote(n: int, words: str, language: str = "", caution: str = "") -> Quote:
    return Quote(
        asked=f"What do you think they will do? ({n})",
        words=words,
        provenance="23 November 2026, said by her, in Sorani through an interpreter on the "
        "telephone. Alone in the room. Written by T. Osei, Northmere.",
        language=language,
        caution=caution,
    )


SUMMARY = (
    Line(
        "Feared",
        "That A., 12, is taken abroad and promised to K. That E. is shut in, and the girls "
        "kept from her.",
        Tone.STRONG,
    ),
    Line(
        "From whom",
        "Her husband’s mother decides. His brother G. watches the school gate. One more is "
        "suspected near, two further off.",
    ),
    Line(
        "Not known",
        "What part her husband B. has. Who the man is that telephones from abroad.",
        Tone.MISSING,
    ),
    Line(
        "Fear that shows",
        "Whispered. Stopped speaking when a car passed. Asked twice if the line was recorded.",
    ),
    Line(
        "She may say no",
        "She told an officer “all is good” on 2 October, in English, with her husband in the room.",
    ),
    Line(
        "Do not",
        "Ring or write to the home. Use an interpreter from the county. Ask the family "
        "anything. Use A. to interpret.",
        Tone.STRONG,
    ),
    Line(
        "Within a day",
        "See A. alone at school. Tell the head who may collect. Ask the GP to hide the record.",
    ),
    Line("Safe contact", "On a sheet of its own, at the end: “Where she is”."),
)

CONTROL = (
    Line("From", "Northmere Police, DC L. Marsh. Desk 01632 960 001, day and night."),
    Line("To", "Calderby children’s services, M. Reid, duty manager."),
    Line("Answer by", "24 November 2026, 09:00", Tone.MISSING, mark=Mark.DUE),
)

PEOPLE = Table(
    "People behind the threat",
    (Column("Who", 5), Column("Part in it", 6), Column("Where", 4), Column("Whereabouts", 4)),
    (
        (
            Cell("B.", "Husband"),
            Cell("Part not established", "T. Osei, by Friday", Tone.MISSING, Mark.NOT_ESTABLISHED),
            Cell("This area"),
            Cell("Not known", tone=Tone.MISSING),
        ),
        (
            Cell("M.", "Husband’s mother"),
            Cell("Decides", "Established", mark=Mark.ESTABLISHED),
            Cell("Abroad"),
            Cell("Believed"),
        ),
        (
            Cell("G.", "Husband’s brother"),
            Cell("Watches", "Suspected", mark=Mark.SUSPECTED),
            Cell("This area"),
            Cell("Known"),
        ),
        (
            Cell("H.", "Cousin"),
            Cell("Ruled out", "By DC Marsh, 3 November", mark=Mark.RULED_OUT),
            Cell("Elsewhere in the UK"),
            Cell("Known"),
        ),
    ),
)

PLAN = Table(
    "Plan",
    (Column("Action", 8), Column("Owner", 4), Column("Due", 4), Column("Her view", 5)),
    (
        (
            Cell("See A. alone at school", "Look again if she is away"),
            Cell("CSC", "M. Reid"),
            Cell("24 November, 09:00", tone=Tone.MISSING, mark=Mark.DUE),
            Cell("“Please, she must be asked alone.”"),
        ),
        (
            Cell("Priority marker on address and phones"),
            Cell("Police", LONG_NAME),
            Cell("Done", "23 November", mark=Mark.DONE),
            Cell(SORANI),
        ),
    ),
)

CORE = Sheet(
    RestrictionClass.RC1,
    "The account",
    "",
    (
        Section(
            "What is missing, and why",
            (
                Lines(
                    (
                        Line("What A. says", "Not seen alone yet", Tone.MISSING, "", Mark.MISSING),
                        Line("A conference", "None told. No reason given.", mark=Mark.MISSING),
                    )
                ),
            ),
        ),
        Section(
            "Her words",
            (
                Quotes(
                    (
                        quote(1, SORANI, "ckb"),
                        quote(2, URDU, "ur"),
                        quote(3, ARABIC, "ar"),
                        quote(4, LOOKS_LIKE_MARKUP),
                        quote(6, SORANI_WORDS, "ckb"),
                        quote(
                            5,
                            "All is good.\n" + SORANI,
                            "ckb",
                            "Said with somebody in the room: not established.",
                        ),
                    )
                ),
            ),
            age="24 days old",
        ),
        Section("People behind the threat", (PEOPLE,), age="40 days old", stale=True),
        Section("Plan", (PLAN,), "What lapses when she moves is marked."),
        Section("Children", (), empty="No child is recorded. That is not the same as none."),
        Section(
            "Everything she was asked",
            (Quotes(tuple(quote(n, f"Answer {n}. " + "They said so. " * 8) for n in range(150))),),
        ),
    ),
)

NETWORK = Sheet(
    RestrictionClass.RC3,
    "Names of the people behind the threat",
    "Sheet for police. Keep apart from the sheet “Where she is”.",
    (Section("Names", (Lines((Line("B.", LONG_NAME), Line("M.", "فاطمة محمود"))),)),),
)

PLACE = Sheet(
    RestrictionClass.RC2,
    "Where she is",
    "For M. Reid only. Keep apart from the names of the network.",
    (Section("Safe contact", (Lines((Line("Telephone", "01632 960 777, Tuesday mornings"),)),)),),
    own_leaf=True,
)

SAMPLE = Report(
    reference="HO-7K3M-1",
    title="Handover HO-7K3M-1",
    made=date(2026, 11, 23),
    marking=Marking("OFFICIAL-SENSITIVE", HANDLING),
    band="DEMO. Made-up people. Not a real case.",
    headline="E., 34. Two minutes",
    standing="The sender’s rendering of the signed record, made for this recipient. It proves "
    "nothing by itself: the signed record does.",
    control=CONTROL,
    summary=SUMMARY,
    sheets=(CORE, NETWORK, PLACE),
    words=Words("Page {page} of {pages}", LEFT_EMPTY, "Stale: assess again"),
    digest="record 3f9a 21c0 77de",
)
