"""What a certificate lets somebody do, and why one was withdrawn, in words."""

from __future__ import annotations

from app.domain.trusting import CertifiedAs, Withdrawal
from app.i18n import N_, _

_ROLES = {
    CertifiedAs.WORKER: N_("A worker: records, sends and answers"),
    CertifiedAs.SUPERVISOR: N_("A supervisor: also signs off what others recorded"),
    CertifiedAs.CONTENT: N_("A content lead: also signs language packs"),
}
_WHY = {
    Withdrawal.LOST: N_("The laptop is lost or stolen"),
    Withdrawal.LEFT: N_("They no longer work here"),
    Withdrawal.KEY: N_("Somebody else may have the key or the passphrase"),
    Withdrawal.MISTAKE: N_("It should not have been given"),
}


def role_words(role: CertifiedAs) -> str:
    """What somebody with this role may do."""
    return _(_ROLES[role])


def why_words(why: Withdrawal) -> str:
    """Why a certificate was withdrawn."""
    return _(_WHY[why])
