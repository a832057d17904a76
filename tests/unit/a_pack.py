"""Language packs for tests: an approved Sorani text, its people, and a seal that always holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from app.content.spoken import sources_of
from app.domain.errors import PackageRefused
from app.domain.handover import Mode
from app.domain.renderings import (
    Address,
    Pack,
    Person,
    Proof,
    Rendering,
    SpokenText,
    State,
    digest_of,
)
from tests.builders import NOON
from tests.unit.stories import the_library

LEAD = "a.lead+content@northmere.example"
DAY = date(2026, 11, 24)
T1 = Person("T-1", "Diploma in Public Service Interpreting", date(2027, 1, 31), "T. One")
R1 = Person("R-1", "Register no. 12345")
LAPSED = Person("L-1", "Diploma", date(2026, 11, 23))
HELPER = Person("H-1", "")
SORANI = "ئایا ئێستا قسەکردن بێ مەترسییە؟"
ARABIC, TO_A_MAN = "هل تسمعين المترجم جيدا؟", "هل تسمع المترجم جيدا؟"
NUMBER = "دەتوانیت تەلەفۆن بۆ ئەم ژمارەیە بکەیت: {number}."
PROOF = Proof(
    LEAD, "northmere.example", NOON - timedelta(days=30), NOON + timedelta(days=300), trusted=True
)


def source(id_: str) -> SpokenText:
    return sources_of(the_library())[id_]


def rendered(id_: str = "B2", text: str = SORANI, **facts) -> Rendering:
    """An approved text, as it should be; `facts` put something wrong."""
    masculine = facts.get("masculine", "")
    made = Rendering(
        id=id_,
        version=1,
        source_sha256=source(id_).sha256,
        state=State.APPROVED,
        text=text,
        address=Address.ANY,
        target_sha256=digest_of(f"{text}\n{masculine}"),
        translated_by=T1.id,
        translated_on=DAY,
        reviewed_by=R1.id,
        reviewed_on=DAY,
        approved_by=LEAD,
        back_translation="Is talking without danger now?",
    )
    return replace(made, **facts)


def a_pack(*renderings: Rendering, tag: str = "ckb", **facts) -> Pack:
    texts = MappingProxyType({one.id: one for one in renderings or (rendered(),)})
    pack = Pack(tag, 1, NOON, (T1, R1, LAPSED, HELPER), texts, (), PROOF, f"{tag}.toml")
    return replace(pack, **facts)


@dataclass
class Seals:
    """Signs with one word; whatever does not carry it is no signature."""

    mode: Mode = Mode.LIVE
    proof: Proof = PROOF

    def sign_interview(self, content: bytes) -> bytes:
        return b"signed " + content[:20]

    def prove_interview(self, content: bytes, signature: bytes) -> Proof:
        if signature != b"signed " + content[:20]:
            raise PackageRefused("package.signature")
        return self.proof
