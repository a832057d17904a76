"""The trust book as a text: an allowed_signers file that stock ssh-keygen reads as it is.

What ssh-keygen has no words for (who checked a root, which keys are revoked) stands in comment
lines, which it skips. `onechance verify --trust` reads the same file. FORMAT.md section 6.4.
"""

from __future__ import annotations

import re
from dataclasses import replace

from app.domain.errors import PackageRefused
from app.domain.handover import KnownArea, Mode, Standing, VoiceCheck
from storage.handover import grammars, openssh
from storage.handover.refusals import Code
from storage.handover.statements import NONE, read_time, write_time
from storage.handover.trust import Book, read_revocation, revocation_text

_WORKERS = ("manifest", "delivery", "receipt")
_REVIEWERS = ("review",)
_CONTENT_LEADS = ("interview",)
_ROOT = ("card", "trust")
_MAY_SIGN = {
    "*": _WORKERS,
    "*+supervisor": _REVIEWERS,
    "*+content": _CONTENT_LEADS,
    "root": _ROOT,
}

_LINE = re.compile(
    r"(?P<who>\*\+supervisor|\*\+content|\*|root)@(?P<area>[a-z0-9.-]{3,63}) "
    r'(?P<ca>cert-authority,)?namespaces="(?P<names>[a-z0-9,-]+)" (?P<key>ssh-ed25519 \S{68})',
    re.ASCII,
)
_AREA = re.compile(
    rf"# area: (?P<area>{grammars.AREA.pattern}) (?P<standing>own|checked|vouched|unchecked)"
    r" (?P<made>two|alone) (?P<serial>0|[1-9][0-9]{0,17})"
    rf" (?P<until>{grammars.TIME_OR_NONE.pattern})",
    re.ASCII,
)
_CHECKED = re.compile(
    rf"# checked: (?P<area>{grammars.AREA.pattern}) (?P<by>{grammars.PRINCIPAL.pattern})"
    rf" (?P<at>{grammars.TIME.pattern}) (?P<number>{grammars.TELEPHONE.pattern})",
    re.ASCII,
)
_REVOKED = re.compile(
    rf"# revoked: (?P<area>{grammars.AREA.pattern}) (?P<what>{grammars.REVOKED.pattern})", re.ASCII
)
_OURS = ("# area: ", "# checked: ", "# revoked: ")


class TrustFileError(ValueError):
    """A trust file is not one; the message names the line by number."""


def write_book(book: Book) -> str:
    """The book as an allowed_signers file."""
    lines = ["# onechance-book 1"]
    for known in book.areas:
        lines += _facts(known)
        key = openssh.key_line(known.root)
        area, mode = known.area, known.mode
        lines += [
            f'*@{area} cert-authority,namespaces="{_names(_WORKERS, mode)}" {key}',
            f'*+supervisor@{area} cert-authority,namespaces="{_names(_REVIEWERS, mode)}" {key}',
            f'*+content@{area} cert-authority,namespaces="{_names(_CONTENT_LEADS, mode)}" {key}',
            f'root@{area} namespaces="{_names(_ROOT, mode)}" {key}',
        ]
    return "\n".join(lines) + "\n"


def read_book(text: str, mode: Mode | None = None) -> Book:
    """The book behind a trust file.

    A plain allowed_signers file in the format's spelling will do: its areas are then unchecked.
    `mode` is needed only for a file without areas. Raises `TrustFileError`.
    """
    areas: dict[str, KnownArea] = {}
    for number, line in enumerate(text.splitlines(), 1):
        try:
            _take(line, areas)
        except (PackageRefused, TrustFileError, ValueError) as error:
            raise TrustFileError(f"line {number} of the trust file is not understood") from error
    modes = {known.mode for known in areas.values()}
    if len(modes) > 1:
        raise TrustFileError("a trust file is either for live or for demo use")
    if any(len(known.root) != 32 for known in areas.values()):
        raise TrustFileError("an area of the trust file has no key")
    found = modes.pop() if modes else mode
    if found is None:
        raise TrustFileError("the trust file names no area")
    return Book(found, tuple(sorted(areas.values(), key=lambda known: known.area)))


def revoked_keys(book: Book) -> str:
    """The revoked keys as a file for `ssh-keygen -Y verify -r`; serials are not in it."""
    keys = {entry.key for known in book.areas for entry in known.revocations if entry.key}
    return "".join(f"{key}\n" for key in sorted(keys))


def _facts(known: KnownArea) -> list[str]:
    until = NONE if known.list_until is None else write_time(known.list_until)
    made = "alone" if known.alone else "two"
    lines = [f"# area: {known.area} {known.standing.value} {made} {known.list_serial} {until}"]
    if known.check is not None:
        at = write_time(known.check.at)
        lines.append(f"# checked: {known.area} {known.check.by} {at} {known.check.number}")
    lines += [f"# revoked: {known.area} {revocation_text(e)}" for e in known.revocations]
    return lines


def _names(kinds: tuple[str, ...], mode: Mode) -> str:
    end = "-demo" if mode is Mode.DEMO else ""
    return ",".join(f"onechance-{kind}-v1{end}" for kind in kinds)


def _take(line: str, areas: dict[str, KnownArea]) -> None:
    """Take one line into the areas read so far."""
    if line.startswith("#"):
        if line.startswith(_OURS):
            _take_fact(line, areas)
        return
    if not line.strip():
        return
    match = _LINE.fullmatch(line)
    if match is None or not grammars.AREA.fullmatch(match["area"]):
        raise TrustFileError
    kinds = _MAY_SIGN[match["who"]]
    mode = next((m for m in Mode if match["names"] == _names(kinds, m)), None)
    if mode is None or (match["ca"] is None) != (match["who"] == "root"):
        raise TrustFileError
    root = openssh.read_key_line(match["key"], Code.CERTIFICATE)
    known = areas.get(match["area"], KnownArea(match["area"], mode, b"", Standing.UNCHECKED))
    if known.root and (known.root != root or known.mode is not mode):
        raise TrustFileError
    areas[known.area] = replace(known, root=root, mode=mode)


def _take_fact(line: str, areas: dict[str, KnownArea]) -> None:
    """Take a comment line of ours; the area's line comes before the others."""
    if match := _AREA.fullmatch(line):
        until = None if match["until"] == NONE else read_time(match["until"])
        if match["area"] in areas:
            raise TrustFileError
        areas[match["area"]] = KnownArea(
            match["area"],
            Mode.LIVE,
            b"",
            Standing(match["standing"]),
            list_serial=int(match["serial"]),
            list_until=until,
            alone=match["made"] == "alone",
        )
    elif match := _CHECKED.fullmatch(line):
        check = VoiceCheck(match["by"], read_time(match["at"]), match["number"])
        areas[match["area"]] = replace(_known(areas, match["area"]), check=check)
    elif match := _REVOKED.fullmatch(line):
        known = _known(areas, match["area"])
        entry = read_revocation(match["what"])
        areas[match["area"]] = replace(known, revocations=(*known.revocations, entry))
    else:
        raise TrustFileError


def _known(areas: dict[str, KnownArea], name: str) -> KnownArea:
    if name not in areas:
        raise TrustFileError
    return areas[name]
