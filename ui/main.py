"""The wiring: the one module that knows both the windows and the storage, and picks the command.

The command is chosen before Qt is imported, so that checking a package on a machine with no
screen needs none. Nothing of a case is ever in the arguments or the environment.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ui.start import PRACTICE_DESKS, VERSION, kept_language

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from app.content.library import Library
    from app.domain.handover import Credentials
    from app.ports.post import TrustBook
    from app.ports.record import Clock
    from app.ports.vault import Unlocked, VaultPlace
    from app.services.desk import Desk
    from app.services.keeping_root import RootDesk
    from app.services.post import Post, PostPorts
    from ui.start import Ports, Start

_KINDS = {"--demo": "demo", "--keeper": "root"}
"""What is opened in place of a live vault, by the option that asks for it."""

_DESKS = tuple(desk.code for desk in PRACTICE_DESKS)

DEMO_PASSPHRASE = "practice makes it familiar"  # noqa: S105 - shown on the lock window on purpose


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit codes of `verify` are those of docs/package.md."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    os.umask(0o077)
    if given[:1] == ["--render"]:
        from storage.report.child import serve  # noqa: PLC0415 - each command imports its own

        return serve()
    if given[:1] == ["--opener"]:
        from storage.handover import child  # noqa: PLC0415

        child.limit()
        return child.serve()
    if given[:1] == ["--screen"]:
        from ui.commands.rehearse import screen_question  # noqa: PLC0415

        return screen_question()
    opening = _opening(given)
    if opening is not None:
        return _open(*opening)
    asked = _parser().parse_args(given)
    if asked.command == "verify":
        from storage.clock import SystemClock  # noqa: PLC0415
        from storage.handover.verify import verify as check_file  # noqa: PLC0415
        from ui.commands.verify import verify  # noqa: PLC0415

        return verify(asked, check_file, SystemClock().now())
    if asked.command == "check-content":
        from ui.commands.check_content import check  # noqa: PLC0415

        return check(asked.files)
    if asked.command == "rehearse":
        return _rehearse(asked)
    kind = "root" if asked.keeper else "demo" if asked.demo else "live"
    return _open(kind, asked.folder, asked.locked, asked.language, asked.desk)


def _rehearse(asked: argparse.Namespace) -> int:
    """Drive the windows, over laptops whose clock the rehearsal may move on."""
    from storage.clock import SystemClock  # noqa: PLC0415 - each command imports its own
    from storage.codec import encode  # noqa: PLC0415
    from ui.commands.rehearse import rehearse  # noqa: PLC0415
    from ui.rehearsal.clock import Instruments, SetClock  # noqa: PLC0415

    clock = SetClock(SystemClock())
    return rehearse(
        Path(asked.out),
        asked.scenario,
        lambda base: _start("demo", base, clock=clock),
        render_command()[:-1],
        text=asked.text,
        dark=asked.dark,
        language=asked.language,
        instruments=Instruments(clock, encode),
    )


def _opening(given: list[str]) -> tuple[str, str, bool, str, str] | None:
    """Kind, folder, locked, language and desk, read by hand as the window waits; None for more."""
    kind, folder, locked, language, desk = "live", "", False, "", ""
    words = iter(given)
    for word in words:
        if word in _KINDS:
            kind = _KINDS[word]
        elif word == "--locked":
            locked = True
        elif word == "--folder":
            folder = next(words, "-")
        elif word == "--language":
            language = next(words, "-")
        elif word == "--desk":
            desk = next(words, "-")
        else:
            return None
    if folder.startswith("-") or (language and language not in _tongues()):
        return None
    return None if desk and desk not in _DESKS else (kind, folder, locked, language, desk)


def _open(kind: str, folder: str, locked: bool, language: str, desk: str) -> int:
    """Open the windows."""
    # Nothing that starting makes is let go: looking for rubbish in it only keeps a person waiting.
    gc.disable()  # until Program._load, behind the first paint
    from ui.application import run  # noqa: PLC0415

    base = Path(folder) if folder else _folder(kind)
    _speak(language or kept_language(base))
    return run(_start(kind, base, locked=locked, language=language, desk=desk))


def _speak(language: str) -> None:
    """Choose the catalogue before any word is shown; English loads none."""
    if language not in {"", "en"}:
        from app.i18n.tongues import speak  # noqa: PLC0415 - not for English

        speak(language)


def _tongues() -> list[str]:
    from app.i18n.tongues import TONGUES  # noqa: PLC0415 - only when one is named

    return [tongue.tag for tongue in TONGUES]


def _parser() -> argparse.ArgumentParser:
    import argparse  # noqa: PLC0415 - only for a command

    parser = argparse.ArgumentParser(prog="onechance")
    parser.add_argument("--version", action="version", version=f"One Chance {VERSION}")
    parser.add_argument("--demo", action="store_true", help="practise with fictional cases")
    parser.add_argument(
        "--keeper", action="store_true", help="keep an area's root key; never on a case laptop"
    )
    parser.add_argument(
        "--folder", default="", help="where vaults are kept, if not the usual place"
    )
    parser.add_argument("--locked", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument(
        "--desk", default="", choices=_DESKS, help="with --demo: at whose desk you sit"
    )
    parser.add_argument(
        "--language", default="", choices=_tongues(), help="of the windows, this time"
    )
    commands = parser.add_subparsers(dest="command")
    check = commands.add_parser(
        "verify", help="check a package, review or receipt; no vault needed"
    )
    check.add_argument("file")
    check.add_argument(
        "--identity",
        default="",
        help="file with the age identity of your desk; handover.hop of a coded PDF needs none",
    )
    check.add_argument("--trust", required=True, help="file with the areas you trust")
    check.add_argument("--json", action="store_true", help="answer as one line of JSON")
    check.add_argument("--extract", default="", help="write the parts of a genuine package here")
    content = commands.add_parser("check-content", help="check content packs")
    content.add_argument("files", nargs="*")
    walk = commands.add_parser("rehearse", help="drive the real windows through one fictional case")
    walk.add_argument("--out", required=True, help="folder for pictures and papers")
    walk.add_argument(
        "--scenario",
        default="main",
        help="main (the whole case), interpreted (a visit) or relay (three areas, and silence)",
    )
    walk.add_argument(
        "--text", type=int, default=100, metavar="N", help="text size in per cent, 100 to 200"
    )
    walk.add_argument("--dark", action="store_true", help="dark windows")
    walk.add_argument(
        "--language", default=argparse.SUPPRESS, choices=_tongues(), help="of the windows"
    )
    return parser


def _folder(kind: str) -> Path:
    """The usual place for vaults, by platform; each kind has a folder of its own."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME", "") or Path.home() / ".local" / "share")
    return base / "onechance" / kind


def _start(
    kind: str,
    base: Path,
    *,
    locked: bool = False,
    language: str = "",
    desk: str = "",
    clock: Clock | None = None,
) -> Start:
    """How this process starts; `clock` stands in the place of the laptop's own in a rehearsal."""
    from app.i18n import _  # noqa: PLC0415
    from ui.start import Start  # noqa: PLC0415

    def places() -> tuple[VaultPlace, ...]:
        from storage.keys.places import list_places  # noqa: PLC0415

        return list_places(base)

    demo, kept = kind == "demo", kept_language(base)

    def spoken() -> str:  # the language that was asked for, unless another was chosen since
        return language if kept_language(base) == kept else ""

    def restart() -> None:
        _restart(kind, base, spoken(), desk, "--locked")

    def sit(other: str) -> None:
        _restart(kind, base, spoken(), other)

    return Start(
        kind=kind,
        base=base,
        places=places,
        load=lambda: _ports(kind, clock),
        restart=restart,
        leave=os._exit,  # the process that saw plain text must end at once
        demo_passphrase=DEMO_PASSPHRASE if demo else "",
        band=_("DEMO. Everybody in here is made up.") if demo else "",
        locked=locked,
        desk=desk,
        sit=sit if demo else None,
    )


def _ports(kind: str, clock: Clock | None = None) -> Ports:
    from app.content.library import load_library  # noqa: PLC0415
    from app.content.packs_on_disk import read_packs  # noqa: PLC0415
    from app.domain.handover import Mode  # noqa: PLC0415
    from app.services.post import Post, PostPorts  # noqa: PLC0415
    from storage.clock import RandomIds, SystemClock  # noqa: PLC0415
    from storage.handover.desk import EnrolmentDesk, TrustDesk  # noqa: PLC0415
    from storage.handover.guarded import GuardedDesk, Opening, guarded  # noqa: PLC0415
    from storage.keys.vault import FileKeyVault  # noqa: PLC0415
    from storage.report.renderer import Renderer  # noqa: PLC0415
    from ui.start import Ports  # noqa: PLC0415

    clock = clock or SystemClock()
    library = load_library(read_packs())
    mode = Mode.DEMO if kind == "demo" else Mode.LIVE
    printer = Renderer(render_command(), _fonts())

    opening = Opening((*render_command()[:-1], "--opener"))

    def papers(credentials: Credentials, book: TrustBook) -> GuardedDesk:
        return guarded(credentials, book, opening)

    post_ports = PostPorts(EnrolmentDesk(), TrustDesk(), papers, printer)

    def post(unlocked: Unlocked) -> Post:
        principal = unlocked.profile.by.principal
        opening.warm()
        return Post(unlocked.store, clock, mode, principal, post_ports)

    return Ports(
        vault=FileKeyVault(clock, RandomIds()),
        clock=clock,
        ids=RandomIds(),
        library=library,
        post=post,
        root=lambda unlocked: _root(unlocked, clock),
        seed=_practice(library, post_ports) if kind == "demo" else None,
    )


def _root(unlocked: Unlocked, clock: Clock) -> RootDesk:
    from app.services.keeping_root import RootDesk  # noqa: PLC0415 - only for an area's root
    from storage.handover.desk import EnrolmentDesk, TrustDesk  # noqa: PLC0415

    keeper = unlocked.profile.by.principal
    return RootDesk(unlocked.store, clock, keeper, EnrolmentDesk(), TrustDesk())


def _practice(library: Library, ports: PostPorts) -> Callable[[Desk, Post], None]:
    from app.content.packs_on_disk import read_practice  # noqa: PLC0415
    from app.services.practice import begin_practice  # noqa: PLC0415

    scripts = read_practice()
    return lambda desk, post: begin_practice(desk, post, ports, library.screening, scripts)


def _fonts() -> Path:
    import app  # noqa: PLC0415

    return Path(app.__file__).parents[1] / "locale" / "fonts"


def render_command() -> tuple[str, ...]:
    """How to start the child that draws a PDF, from source and in the built program."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--render")
    return (sys.executable, "-m", "ui.main", "--render")


def _restart(kind: str, base: Path, language: str, desk: str, *locked: str) -> None:
    own = render_command()[:-1]
    import subprocess  # noqa: PLC0415 - only at a lock

    extra = [option for option, its_kind in _KINDS.items() if its_kind == kind]
    extra += ["--language", language] if language else []
    extra += ["--desk", desk] if desk else []
    subprocess.Popen([*own, *extra, *locked, "--folder", str(base)], close_fds=True)  # noqa: S603 - ourselves


if __name__ == "__main__":
    sys.exit(main())
