"""What the slot file says, member by member, and the seal that shows it was not edited."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any

from app.domain.errors import VaultRefused
from app.ports.vault import VaultKind
from storage.keys.guesses import NONE_YET
from storage.keys.slots import canonical
from storage.keys.wrapping import derive

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.masked import Masked

FORMAT = 1


class SlotBook:
    """The members of a slot file. The count of failures alone is outside the seal."""

    def __init__(self, members: Mapping[str, Any]) -> None:
        """Take what was read.

        Raises:
            VaultRefused: `vault.damaged`, or `vault.newer` for a format of a later program.
        """
        if members.get("format") != FORMAT:
            raise VaultRefused("vault.newer" if "format" in members else "vault.damaged")
        self.members = dict(members)
        try:
            ok = (
                isinstance(members["vault"], str)
                and self.kind in set(VaultKind)
                and all(isinstance(slot["type"], str) for slot in members["slots"])
                and isinstance(self.failures["count"], int)
                and isinstance(members["anchor"]["seq"], int)
                and isinstance(members["mac"], str)
            )
        except (KeyError, TypeError):
            ok = False
        if not ok:
            raise VaultRefused("vault.damaged", file="slots")

    @classmethod
    def fresh(cls, vault: str, kind: str, slots: list[dict[str, Any]]) -> SlotBook:
        """The members of a vault that is being made."""
        return cls(
            {
                "format": FORMAT,
                "vault": vault,
                "kind": kind,
                "slots": slots,
                "anchor": {"seq": 0, "chain": ""},
                "failures": dict(NONE_YET),
                "mac": "",
            }
        )

    @property
    def vault(self) -> str:
        """The vault's id, bound into each slot."""
        return str(self.members["vault"])

    @property
    def kind(self) -> str:
        """`live`, `demo` or `root`, bound into each slot."""
        return str(self.members["kind"])

    @property
    def anchor(self) -> tuple[int, str]:
        """The chain's head when the vault was last closed, sealed from or left for a while."""
        anchor = self.members["anchor"]
        return anchor["seq"], anchor["chain"]

    @anchor.setter
    def anchor(self, head: tuple[int, str]) -> None:
        self.members["anchor"] = {"seq": head[0], "chain": head[1]}

    @property
    def failures(self) -> dict[str, Any]:
        """Wrong guesses since the vault was last opened."""
        failures: dict[str, Any] = self.members["failures"]
        return failures

    @failures.setter
    def failures(self, failures: dict[str, Any]) -> None:
        self.members["failures"] = failures

    def slots(self, kind: str) -> list[dict[str, Any]]:
        """The slots of one type."""
        return [slot for slot in self.members["slots"] if slot["type"] == kind]

    def replace_slot(self, slot: dict[str, Any]) -> None:
        """Put a slot in the place of those of its type."""
        kept = [each for each in self.members["slots"] if each["type"] != slot["type"]]
        self.members["slots"] = [slot, *kept]

    def signed(self, key: Masked) -> dict[str, Any]:
        """The members under a fresh seal, to be written."""
        self.members["mac"] = self._mac(key)
        return self.members

    def is_signed_by(self, key: Masked) -> bool:
        """Tell whether the members are as the vault's owner last wrote them."""
        return hmac.compare_digest(str(self.members["mac"]), self._mac(key))

    def _mac(self, key: Masked) -> str:
        sealed = {k: v for k, v in self.members.items() if k not in {"mac", "failures"}}
        with derive(key, "slots").shown() as plain:
            return hmac.new(plain, canonical(sealed), "sha256").hexdigest()
