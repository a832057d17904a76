"""Each attack by a hostile file, the vectors that try it, and what `onechance verify` says.

Every vector of a hostile archive or envelope stands in the table.
"""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

import pytest

from app.domain.handover import Mode
from storage.handover import signers
from storage.handover.verify import verify as check_file
from tests.format import faults, forge, world
from tests.format.faults import slices
from tests.format.test_vectors import NAMES, read_vector
from ui.commands.verify import verify

ODD = "It is not put together as this program puts a handover together."
# attack: vectors, exit code, and how the sentence that a person gets begins
ATTACKS: dict[str, tuple[str, int, str]] = {
    "a small file that grows without end": ("zip-bomb zip-64 zip-many zip-long-name", 4, ODD),
    "tools disagree about what is inside": (
        (
            "zip-twice zip-glued zip-prefix zip-comment zip-hidden zip-no-index zip-empty zip-cut"
            " zip-not zip-size zip-crc zip-locked zip-dated zip-extra zip-folder"
        ),
        4,
        ODD,
    ),
    "a name that goes where it should not": (
        (
            "zip-dotdot zip-absolute zip-backslash zip-stream zip-dot zip-rlo zip-symlink zip-nul"
            " zip-through-link zip-no-name"
        ),
        4,
        ODD,
    ),
    "a name that is a device, or twice the same": (
        "zip-con zip-case members-more",
        4,
        "A file inside is missing, one too many, or out of its place.",
    ),
    "members over one another, and two tellings of one": (
        "zip-overlap zip-descriptor zip-two-names",
        4,
        ODD,
    ),
    "an envelope that costs minutes and gigabytes": (
        "age-scrypt age-scrypt-too age-grease-long age-grease-5 age-17",
        4,
        "It is sealed in a way that this program never uses",
    ),
    "an envelope of another spelling": (
        (
            "age-version-2 age-ssh age-plugin age-no-recipient age-no-body age-body-padded"
            " age-share-loose age-crlf age-no-mac"
        ),
        4,
        "It is sealed in a way that this program never uses",
    ),
    "an envelope cut, turned over or added to": (
        (
            "age-swapped age-dropped age-doubled age-no-last age-half age-cut age-more age-flip"
            " age-mac age-cut-header"
        ),
        4,
        "The file was cut short or changed on its way.",
    ),
    "JSON that readers read differently": (
        (
            "part-key-twice part-nan part-infinite part-float part-big part-long part-wide part-key"
            " part-list part-deep part-json part-spelling part-surrogate part-nul part-escape"
            " part-noncharacter part-nfd part-utf8 part-utf16 part-bom part-blank part-no-lf"
        ),
        4,
        "A part is neither here nor said to be held back, or it is not as it must be.",
    ),
    "letters that turn the writing": (
        "part-bidi part-isolate",
        4,
        "A part is neither here nor said to be held back, or it is not as it must be.",
    ),
    "names that look like another": ("say-lookalike say-zero-width say-utf8", 4, ODD),
    "a certificate with a name like another": (
        "cert-zero cert-wild cert-two cert-nobody",
        4,
        "The signer’s certificate is not one that an area gives out.",
    ),
    "markup in every text, and a PDF with scripts": ("good-hostile-pdf", 0, "genuine"),
    "markup, and nobody has reviewed it": ("good-markup", 3, "genuine, with something to weigh"),
    "another key for a known area": (
        "trust-changed cert-self-made cert-other-area",
        4,
        "This area is known here by another key.",
    ),
    "another area's card, or one by a worker": (
        "card-foreign card-by-worker trust-as-card",
        4,
        "It was signed with a real key, by somebody who may not sign this.",
    ),
    "sent on to somebody it was not meant for": (
        "say-to-key age-other-key receipt-to",
        4,
        "It is not sealed to this desk",
    ),
    "another kind of file, or an empty one": (
        "age-a-zip age-empty age-armour",
        4,
        "It is not a file of this program, or it was made by something else.",
    ),
    "of a version to come": (
        "say-version-2 sig-v2 slice-version",
        4,
        "It was made by a newer version of this program",
    ),
    "of a version there never was": ("slice-version-0", 4, ODD),
    "the review taken out": ("find-unreviewed", 3, "genuine, with something to weigh"),
    "old, and certified long ago": ("find-late find-stale", 3, "genuine, with something to weigh"),
    "a key with which one signature fits every message": (
        "cert-small cert-small-root cert-loose cert-off-curve",
        4,
        "The signer’s certificate is not one that an area gives out.",
    ),
    "practice passed off as real, and the other way": (
        "mode-demo sig-demo say-mode slice-mode slice-demo review-demo receipt-demo",
        4,
        "This is a practice file.",
    ),
    "the reviewer's reasons altered": (
        "reasons-altered",
        4,
        "Part of it was changed after it was sealed.",
    ),
    "reasons that are not the reviewer's": (
        "reasons-anothers reasons-unnamed",
        4,
        "It names one person and was signed by another.",
    ),
}
CASES = [
    (attack, name, code, words)
    for attack, (names, code, words) in ATTACKS.items()
    for name in names.split()
]


def told(tmp_path, capsys, content, facts) -> tuple[int, str]:
    """What the command prints of a file, and ends with."""
    (tmp_path / "file.age").write_bytes(content)
    (tmp_path / "key.txt").write_text(world.IDENTITIES[facts["identity"]])
    (tmp_path / "trust.txt").write_text(signers.write_book(faults.BOOKS[facts["trust"]]()))
    asked = Namespace(
        file=tmp_path / "file.age",
        identity=tmp_path / "key.txt",
        trust=tmp_path / "trust.txt",
        extract=str(tmp_path / "out"),
        json=False,
    )
    code = verify(asked, check_file, datetime.fromisoformat(facts["arrived"]))
    return code, capsys.readouterr().out


@pytest.mark.parametrize(("attack", "name", "code", "words"), CASES)
def test_an_attack_is_told_in_a_plain_sentence_and_ends_as_it_must(
    tmp_path, capsys, attack, name, code, words
):
    facts, content = read_vector(name)
    ended, said = told(tmp_path, capsys, content, facts)
    assert ended == code, attack
    lines = [line.strip() for line in said.splitlines()]
    assert said.startswith(f"refused {facts['expect']}" if code == 4 else "genuine")
    assert any(line.startswith(words) for line in lines), said
    assert (tmp_path / "out").exists() is (code != 4)
    assert "\u202e" not in said
    assert "\x1b" not in said


def test_there_are_more_than_sixteen_kinds_of_hostile_zip_and_every_one_is_refused():
    assert len([name for name in NAMES if name.startswith("zip-")]) >= 34
    in_table = {name for _, name, _, _ in CASES}
    attacks = {n for n in NAMES if n.startswith(("zip-", "age-"))}
    assert attacks <= in_table


def test_an_entry_put_in_and_nothing_else_wrong_is_taken():
    """So what is refused in the other lines is refused for its one fault."""
    made = slices._part("RC1.jsonl", lambda part: part + slices._entry())()
    found = check_file(
        forge.sealed(made),
        world.IDENTITIES["west/mash"],
        signers.write_book(world.book(Mode.LIVE)),
        world.NOON,
    )
    assert found.code == 3
    assert [f["code"] for f in dict(found.facts)["findings"]] == ["slice.unreviewed"]
