"""Closed lists of a handover: what for, on what legal ground, what she was told, what stays out.

Only shapes and look-ups. The words are in `app/content/packs/sharing.toml`; what travels in a
package is the code, so that a newer or older pack at the other desk changes nothing that is signed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a list. `confirm` is said beside it until somebody who may has confirmed it."""

    code: str
    label: str
    note: str
    confirm: str
    source: tuple[str, ...]
    asks: str = ""  # what has to be written when this row is chosen


@dataclass(frozen=True, slots=True)
class Sharing:
    """The sharing pack."""

    purposes: tuple[Term, ...] = ()
    bases: tuple[Term, ...] = ()
    grounds: tuple[Term, ...] = ()
    told: tuple[Term, ...] = ()
    capacities: tuple[Term, ...] = ()
    notices: tuple[Term, ...] = ()  # purposes that nobody chooses: the program writes them

    def words(self, code: str) -> str:
        """What a code stands for; the code itself when no pack here knows it."""
        lists = (self.purposes, self.bases, self.grounds, self.told, self.capacities, self.notices)
        return next((term.label for terms in lists for term in terms if term.code == code), code)


NONE = Sharing()
"""No lists: for content that was read without the pack."""
