"""What is said of files chosen by hand, of printing, and of PDFs."""

from __future__ import annotations

from app.i18n import N_
from ui.errors.wording import ALL_SAVED, NOTHING_CHANGED, Words

_PRINT_SAFE = N_("Nothing has been printed or saved. The record is as it was.")

FILES = {
    "file.unreadable": Words(
        what=N_("That file could not be read."),
        safe=NOTHING_CHANGED,
        next=N_("Copy it to this laptop first, then choose it again."),
    ),
    "file.unwritable": Words(
        what=N_("The file could not be saved there."),
        safe=ALL_SAVED,
        next=N_("Choose another folder or another stick."),
    ),
    "file.too-large": Words(
        what=N_("That file is too large to be what is wanted here."),
        safe=NOTHING_CHANGED,
        next=N_("Look whether you chose the right one."),
    ),
    "report.in-and-out": Words(
        what=N_("The same part is both to go and to be held back."),
        safe=_PRINT_SAFE,
        next=N_("Decide for each part whether it goes, then try again."),
    ),
    "report.no-fonts": Words(
        what=N_("The lettering for printing is missing from this program."),
        safe=_PRINT_SAFE,
        next=N_("Install the program again. Your cases stay as they are."),
    ),
    "report.no-glyph": Words(
        what=N_("There is a letter that cannot be printed: {character}."),
        safe=_PRINT_SAFE,
        next=N_("Write the word beside it in Latin letters as well, and report the letter."),
    ),
    "report.turned": Words(
        what=N_("This text holds a hidden character that could change its order on a card."),
        safe=_PRINT_SAFE,
        next=N_("Read the English aloud instead, and report the language and the prompt."),
    ),
    "report.no-card": Words(
        what=N_("Cards to keep are turned off here."),
        safe=_PRINT_SAFE,
        next=N_("A number learnt by heart is safer. Your organisation can turn the cards on."),
    ),
    "report.one-number": Words(
        what=N_("A card to keep holds one telephone number: digits, with spaces between them."),
        safe=_PRINT_SAFE,
        next=N_("Type the number again by hand. A plus sign may stand before it."),
    ),
    "report.too-slow": Words(
        what=N_("Drawing the pages took longer than {seconds} seconds and was stopped."),
        safe=_PRINT_SAFE,
        next=N_("Close other programs and try again."),
    ),
    "report.no-engine": Words(
        what=N_("The part of the program that draws pages could not be started."),
        safe=_PRINT_SAFE,
        next=N_("Try again. A virus scanner may have stopped it; if so, ask for it to be let be."),
    ),
    "report.failed": Words(
        what=N_("The pages could not be drawn."),
        safe=_PRINT_SAFE,
        next=N_("Try again. If it goes on, report it with the reason: {error}."),
    ),
}
