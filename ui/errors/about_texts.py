"""What is said of prompts, of translations, and of names and numbers put into them."""

from __future__ import annotations

from app.i18n import N_
from ui.errors.wording import KEPT_TYPED, Words

_NOT_SHOWN = N_("It has not been shown to anybody. The English prompt is still there.")
_TELL = N_("Read the English aloud, and report the prompt and this line.")

TEXTS = {
    "name.forbidden": Words(
        what=N_("This name or number holds a hidden character ({character})."),
        safe=KEPT_TYPED,
        next=N_("Such a character can make it look like another. Type it again by hand."),
    ),
    "text.forbidden": Words(
        what=N_("This text holds a hidden character ({character})."), safe=_NOT_SHOWN, next=_TELL
    ),
    "text.brace": Words(
        what=N_("This text has a curly bracket that marks no place for a word."),
        safe=_NOT_SHOWN,
        next=_TELL,
    ),
    "text.literal-number": Words(
        what=N_("This text has a number written into it."), safe=_NOT_SHOWN, next=_TELL
    ),
    "text.no-value": Words(
        what=N_("There is nothing to put where this text says {name}."),
        safe=_NOT_SHOWN,
        next=N_("Fill that in first, then show the text again."),
    ),
    "text.no-place": Words(
        what=N_("This text has no place for {name}."), safe=_NOT_SHOWN, next=_TELL
    ),
}
