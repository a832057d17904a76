"""The entrance over real vaults on disk with cheap passphrases, and what a person does at it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.handover import Mode
from app.ports.vault import Profile, VaultKind, VaultPlace
from app.services.keeping_root import RootDesk
from app.services.post import Post, PostPorts
from storage.handover.desk import EnrolmentDesk, PackageDesk, TrustDesk
from storage.handover.trust import Book
from storage.keys.places import list_places
from storage.keys.vault import FileKeyVault
from tests.builders import OSEI, CountingIds, SteppingClock
from tests.database.a_vault import ANY_COST, CHEAP
from tests.desktop.office import AREA, the_library
from ui.entrance import Entrance
from ui.jobs import Jobs
from ui.start import Ports, Start
from ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.report import RecoverySheet
    from app.ports.vault import Unlocked

PASSPHRASE = "quiet rope lantern oats"
PRACTICE = "practice makes it familiar"


@dataclass
class FakePrinter:
    """Remembers what it was to draw."""

    drawn: list[RecoverySheet] = field(default_factory=list)

    def recovery_sheet(self, sheet: RecoverySheet) -> bytes:
        self.drawn.append(sheet)
        return b"%PDF-1.7 a sheet"

    def handover(self, _report: object) -> bytes:
        return b"%PDF-1.7 a report"


class AnEntrance:
    """One laptop: a folder for vaults, the ports, and the window in front of them."""

    def __init__(
        self, base: Path, *, practice: bool = False, locked: bool = False, root: bool = False
    ) -> None:
        self.base = base
        self.kind = "root" if root else "demo" if practice else "live"
        self.clock = SteppingClock()
        self.ids = CountingIds()
        self.printer = FakePrinter()
        self.opened: list[Unlocked] = []
        self.left: list[int] = []
        self.restarts = 0
        self.jobs = Jobs()
        self.theme = Theme()
        self.start = Start(
            kind=self.kind,
            base=base,
            places=lambda: list_places(base),
            load=self.ports,
            restart=self._restart,
            leave=self.left.append,
            demo_passphrase=PRACTICE if practice else "",
            band="Practice. Everybody in here is made up." if practice else "",
            locked=locked,
        )
        self.made: Ports | None = None
        self.window: Entrance | None = None

    def _restart(self) -> None:
        self.restarts += 1

    def vault(self) -> FileKeyVault:
        """Another program's hands on the same folder."""
        return FileKeyVault(self.clock, CountingIds(), cost=CHEAP, clamps=ANY_COST, reserve=4096)

    def ports(self) -> Ports:
        mode = Mode.DEMO if self.kind == "demo" else Mode.LIVE

        def post(unlocked: Unlocked) -> Post:
            return Post(
                unlocked.store, self.clock, mode, unlocked.profile.by.principal, self.post_ports()
            )

        def root(unlocked: Unlocked) -> RootDesk:
            keeper = unlocked.profile.by.principal
            return RootDesk(unlocked.store, self.clock, keeper, EnrolmentDesk(), TrustDesk())

        return Ports(
            vault=self.vault(),
            clock=self.clock,
            ids=self.ids,
            library=the_library(),
            post=post,
            root=root,
        )

    def post_ports(self) -> PostPorts:
        return PostPorts(
            EnrolmentDesk(),
            TrustDesk(),
            lambda credentials, book: PackageDesk(credentials, Book(book.mode, book.areas)),
            self.printer,
        )

    def somebody(self, nickname: str = "desk-1", passphrase: str = PASSPHRASE) -> VaultPlace:
        """A vault that is there already, closed."""
        place, vault = VaultPlace(self.base / nickname), self.vault()
        vault.create(place, VaultKind(self.kind), passphrase, Profile(OSEI, AREA))
        vault.back_up()
        vault.seal_down()
        return place

    def paint(self) -> Entrance:
        """Show the window; nothing heavy is there yet."""
        self.window = Entrance(self.start, self.theme, self.jobs)
        self.window.opened.connect(self.opened.append)
        self.window.show()
        return self.window

    def load(self) -> None:
        """The heavy libraries have come."""
        assert self.window is not None
        self.made = self.ports()
        self.window.ready(self.made)

    def close(self) -> None:
        """Let everything go."""
        self.jobs.finish()
        if self.made is not None:
            self.made.vault.seal_down()
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
