"""The way back from the cover: its passphrase is the open vault's, and a wrong one is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Refused
from ui.errors import sentence

if TYPE_CHECKING:
    from app.ports.vault import KeyVault
    from ui.jobs import Jobs
    from ui.shell import Shell


def uncover(shell: Shell, vault: KeyVault, jobs: Jobs, passphrase: str) -> None:
    """Try a passphrase in a job; the cover goes, or says why it stays."""

    def refused(refusal: Refused) -> None:
        shell.cover.refuse(sentence(refusal))

    def told(right: bool) -> None:
        if right:
            shell.uncover()
            return
        try:
            vault.count_wrong()
        except Refused as refusal:
            refused(refusal)

    jobs.run(lambda: vault.matches(passphrase), told, refused)
