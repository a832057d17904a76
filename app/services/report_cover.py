"""The first page of a coded copy: what these pages are worth, whom to ring, what to say."""

from __future__ import annotations

from app.domain.report import Cover, Line, Tone
from app.domain.spoken_code import aloud
from app.i18n import _, in_english


@in_english()
def cover(sender: str, telephone: str, read_back: str) -> Cover:
    """The cover of one copy, in English as the pages after it: it is read at another desk."""
    number = _("{number}, as they give it. Ring a number that you had before, if you have one.")
    return Cover(
        headline=_("You can read this. It is not proved yet"),
        lead=_(
            "A code opened these pages. It kept them shut on the way. It does not show who wrote "
            "them, or that nobody changed them since. They are proved by their attachment, or by "
            "ringing whoever sent them."
        ),
        label=_("Ring, and read this back"),
        code=read_back,
        spelt=aloud(read_back),
        told=_(
            "It tells the sender that somebody has this copy open. Give your own name with it, "
            "and say who will act, and by when. Until you ring, nobody may think that anybody does."
        ),
        lines=(
            Line(_("Ring"), sender, Tone.STRONG),
            Line(_("Number"), number.format(number=telephone)),
            Line(
                _("To prove it"),
                _(
                    "Save the attachment handover.hop. It is the signed record. The program One "
                    "Chance opens it. Without that, give a copy of it a name that ends in .zip and "
                    "unpack it: README.txt inside says how to check it with tools that most "
                    "systems have."
                ),
            ),
            Line(
                _("Keep it shut"),
                _(
                    "Keep the file and its code apart. Do not send either on: ask the sender for a "
                    "copy for whoever needs one, since each copy is listed and put right if it "
                    "proves wrong."
                ),
            ),
            Line(
                _("Until then"),
                _(
                    "Do not ring, write to or visit the person, her family or anybody near her "
                    "because of this before you have read these pages to the end."
                ),
            ),
        ),
    )
