"""The shape of what is said of a refusal."""

from __future__ import annotations

from dataclasses import dataclass

from app.i18n import N_


@dataclass(frozen=True, slots=True)
class Explained:
    """A refusal in words, translated and filled in."""

    what: str
    safe: str
    next: str


@dataclass(frozen=True, slots=True)
class Words:
    """The same before translation. `line` is for where one line must do; else `what` serves."""

    what: str
    safe: str
    next: str
    line: str = ""


NOTHING_CHANGED = N_("Nothing has been changed.")
NOTHING_SHOWN = N_("Nothing in the file has been shown or kept.")
ALL_SAVED = N_("Everything saved before is still there.")
KEPT_TYPED = N_("What you typed is still on the page. It is not saved yet.")

UNKNOWN = Words(
    what=N_("The program refused this and has no words for the reason: {code}."),
    safe=ALL_SAVED,
    next=N_("Write down the reason above and give it to whoever looks after the program."),
)
"""A test makes sure that nobody sees this."""
