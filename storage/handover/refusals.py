"""Every way the package says no, in one place. Codes are stable: sentences hang on them.

Two kinds (FORMAT.md section 11). A `Code` stops everything: nothing of the file is shown or kept.
A `Finding` is something a person must weigh about a file that is genuine all the same.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NoReturn

from app.domain.errors import PackageRefused


class Code(StrEnum):
    """Why a file is refused; the order follows the reading order."""

    TOO_LARGE = "package.too-large"  # over 64 MiB
    NOT_AGE = "package.not-age"  # another kind of file
    PDF = "package.pdf"  # a PDF: of a coded one, its attachment is what is read here
    HEADER = "package.header"  # age, but with something we never write
    NOT_FOR_US = "package.not-for-us"  # none of our keys is named
    DAMAGED = "package.damaged"  # cut short or altered on the way
    ARCHIVE = "package.archive"  # not the zip our writer makes
    MEMBERS = "package.members"  # a file too many, too few, or out of place
    SIGNATURE = "package.signature"  # the signature does not fit
    CERTIFICATE = "package.certificate"  # the certificate is not one an area issues
    WRONG_ROLE = "package.wrong-role"  # a real key, used for what it may not sign
    UNKNOWN_AREA = "package.unknown-area"  # no root of that area is known here
    CHANGED_ROOT = "package.changed-root"  # known area, other root: stop and ring
    EXPIRED = "package.expired"  # signed outside the certificate's time
    REVOKED = "package.revoked"  # the area no longer stands by that key
    SIGNER = "package.signer"  # the statement names somebody else than its certificate
    DEMO_IN_LIVE = "package.demo-in-live"
    LIVE_IN_DEMO = "package.live-in-demo"
    TOO_NEW = "package.too-new"  # a statement version this program does not know
    STATEMENT = "package.statement"  # a line is missing, added, or spelt otherwise
    CHECKSUM = "package.checksum"  # a file differs from what was signed
    PADDING = "package.padding"
    PART = "package.part"  # a part is neither here nor withheld, or not as it must be
    FOREIGN_ENTRY = "package.foreign-entry"  # an entry of another area than its signer's
    TWO_OF_ONE_ID = "package.two-of-one-id"  # the same id, other bytes
    OWN_REVIEW = "package.own-review"  # author and reviewer are one
    REPLAYED = "package.replayed"  # this very delivery was received before
    STRANGER = "package.receipt-for-nothing-sent"
    ENROLMENT = "package.enrolment"  # the answer is not to our request


class Finding(StrEnum):
    """What is said of a genuine file, under a banner that stays."""

    CODED = "delivery.coded"
    SIGNER_EXPIRED = "signer.expired-at-arrival"
    AUTHOR_REVOKED = "author.revoked-since"
    UNREVIEWED = "slice.unreviewed"
    RETURNED = "slice.returned-by-reviewer"
    ONWARD = "slice.onward"
    PARTS_TOO_NEW = "parts.too-new"
    AREA_UNCHECKED = "area.unchecked"
    AREA_LONE = "area.vouched-by-nobody"
    TRUST_STALE = "trust.stale"
    CARD_EXPIRED = "card.expired"
    CLOCK_AHEAD = "clock.ahead"


def refuse(code: Code, **facts: str | int) -> NoReturn:
    """Raise `PackageRefused` with a stable code and facts that hold no case text."""
    raise PackageRefused(code.value, **facts)
