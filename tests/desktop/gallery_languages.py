"""The conversation and the card in each language that has a draft, at 100 and 200 %, to look at.

Run: python -m tests.desktop.gallery_languages OUT [TAG ...]. Real drafts, the program's own fonts,
and the page engine where a script needs it; what she is written to have said is a draft's own text.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QPlainTextEdit

from app.domain.translation import Shown
from storage.report.renderer import Renderer
from tests.desktop.office import AnOffice, fill, in_a_visit
from tests.desktop.post_office import a_practice_session
from tests.report.conftest import CHILD, FONTS
from ui.application import make_application
from ui.card_face import DrawnFace
from ui.controls import Tab
from ui.pages.conversation import ConversationPage
from ui.rehearsal.pace import let_work
from ui.rehearsal.stage import ROOM, SCREEN
from ui.shell import Shell
from ui.show_card import ShowCard
from ui.theme import Theme, load_fonts
from ui.when import LONDON

TAGS = ("ckb", "ur", "ar", "bn-BD", "so")
LOOKS = (("100", 1.0, False), ("100-dark", 1.0, True), ("200", 2.0, False), ("200-dark", 2.0, True))
PROMPT = "D1"
"""A question with a card and a field for her exact words."""

CARDS = {
    PROMPT: {},
    "open.other": {},
    "open.name": {"worker": "T. Osei"},
    "close.number": {"number": "0800 5999 247"},
    "close.next": {"date": "27/11/2026"},
}
"""What is shown on cards, with what fills it: a question, a long line, a name, a number, a date."""


def a_window(session: AnOffice, theme: Theme, tag: str, *, said_too: bool) -> Shell:
    """The conversation at a question, or at her own words below it, in her own letters."""
    page = ConversationPage(session, theme)
    shell = Shell(theme, lambda: session.now().astimezone(LONDON))
    shell.set_case("E.", [Tab("conversation", "Conversation")], "conversation")
    shell.set_band("DEMO. Everybody in here is made up.")
    shell.resize(*ROOM)
    shell.show_page(page)
    shell.show()
    page.arrive(PROMPT)
    come_to_rest()
    said = session.shelf(tag).may_show(tag, PROMPT)
    assert isinstance(said, Shown), said
    words = next(
        field
        for field in page.findChildren(QPlainTextEdit)
        if field.accessibleName() == "Her exact words"
    )
    words.setPlainText(said.text)
    come_to_rest()
    if said_too:
        words.setFocus()  # it stands under the answers: the page brings it up
        come_to_rest()
    return shell


def a_card(session: AnOffice, theme: Theme, tag: str, text: str) -> ShowCard:
    """A card as it stands over the whole screen of a laptop, drawn."""
    made = session.shelf(tag).may_show(tag, text, values=CARDS[text])
    assert isinstance(made, Shown), made
    card = ShowCard(theme, made)
    card.open(Renderer(CHILD, FONTS), session.jobs)
    come_to_rest()
    card.showNormal()
    card.resize(*SCREEN)
    come_to_rest()
    while isinstance(card.face, DrawnFace) and not card.face.is_drawn:
        let_work(20)
    come_to_rest()
    return card


def come_to_rest() -> None:
    """Layouts inside layouts: each in its own turn."""
    for _turn in range(4):
        let_work(5)
        fill()


def draw(out: Path, tag: str) -> None:
    """Every picture of one language."""
    session = a_practice_session("northmere.example", alias="E.")
    language = session.library.languages.get(tag)
    assert language is not None
    in_a_visit(session, mode="telephone", language=language.english, gate="suitable")
    for name, scale, dark in LOOKS:
        theme = Theme(dark=dark, scale=scale)
        for part in ("conversation", "words"):
            shell = a_window(session, theme, tag, said_too=part == "words")
            shell.grab().save(str(out / f"{tag}-{part}-{name}.png"))
            shell.close()
        for text in CARDS:
            card = a_card(session, theme, tag, text)
            card.grab().save(str(out / f"{tag}-card-{text}-{name}.png"))
            card.leave()
        QApplication.processEvents()


def main(out: Path, tags: list[str]) -> None:
    """Draw all of them."""
    application = make_application(sys.argv[:1])
    load_fonts()
    out.mkdir(parents=True, exist_ok=True)
    for tag in tags or TAGS:
        draw(out, tag)
    application.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
