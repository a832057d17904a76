"""One fault a file: each committed vector must be refused with its own code, or be genuine."""

import zlib
from datetime import datetime
from pathlib import Path

import pytest

from storage.handover import refusals, signers
from storage.handover.verify import verify
from tests.format import faults, forge, world

FOLDER = Path(__file__).parent / "vectors"
NAMES = sorted(path.stem for path in FOLDER.glob("*.vector"))


def read_vector(name: str) -> tuple[dict[str, str], bytes]:
    head, _, body = (FOLDER / f"{name}.vector").read_bytes().partition(b"\n\n")
    lines = [row.partition(":") for row in head.decode().splitlines()]
    facts = {key: value.strip() for key, _, value in lines}
    if facts["layer"] != "age":
        body = zlib.decompress(body)
    if facts["layer"] == "zip":
        body = forge.sealed(body, facts["identity"])
    return facts, body


@pytest.mark.parametrize("name", NAMES)
def test_a_vector_gets_the_answer_its_header_names(name):
    facts, content = read_vector(name)
    trust = signers.write_book(faults.BOOKS[facts["trust"]]())
    key = world.IDENTITIES[facts["identity"]]
    found = verify(content, key, trust, datetime.fromisoformat(facts["arrived"]))
    said = dict(found.facts)
    if facts["expect"] == faults.GENUINE:
        assert said["outcome"] == "genuine", found.lines
        assert [one["code"] for one in said["findings"]] == facts["findings"].split()
        assert found.code == (3 if facts["findings"] else 0)
    else:
        assert said.get("code") == facts["expect"], found.lines
        assert found.code == 4


def test_every_vector_of_the_generator_is_committed():
    assert sorted(vector.name for vector in faults.vectors()) == NAMES
    index = (FOLDER / "INDEX.tsv").read_text(encoding="utf-8").splitlines()
    assert sorted(row.split("\t")[0] for row in index) == NAMES


def test_every_refusal_and_finding_has_a_vector():
    said = {v.expect for v in faults.vectors()} | {f for v in faults.vectors() for f in v.findings}
    elsewhere = {
        refusals.Code.TOO_LARGE,  # 64 MiB: test_reader
        refusals.Code.REPLAYED,  # the caller's: test_reader
        refusals.Code.STRANGER,  # the caller's: test_reader
        refusals.Code.ENROLMENT,  # test_enrolment
    }
    assert {code.value for code in (*refusals.Code, *refusals.Finding)} - said == {
        code.value for code in elsewhere
    }
