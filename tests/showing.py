"""Makes a `Shown` the only way there is one: through the door, with a pack made for the test."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from app.content.languages_loader import load_languages
from app.content.packs_on_disk import read_interview_packs, read_packs
from app.domain.handover import Mode
from app.domain.isolates import placeholders
from app.domain.languages import Languages
from app.domain.renderings import Address, Pack, Person, Proof, Rendering, SpokenText, State
from app.domain.translation import Shown, may_show
from tests.builders import NOON

NUMBER = "0800 5999 247"
TODAY = date(2026, 11, 23)
LANGUAGES: Languages = load_languages("languages.toml", dict(read_packs())["languages.toml"])

# Samples to be drawn: short questions with letters that have gone wrong before. Nobody has
# reviewed them, and no part of the program holds them.
SAMPLES = {
    "ckb": "ئێستا کێ لە ماڵەوەیە؟ دەتوانیت تەلەفۆن بۆ {number} بکەیت، بەڵام کچەکە دڵنیا نییە.",
    "ur": "کیا آپ محفوظ جگہ پر ہیں؟ آپ ہمیں {number} پر فون کر سکتی ہیں۔ کوئی سن تو نہیں رہا؟",
    "ar": "من في البيت الآن؟ هل الأولاد في أمان؟ اتصلي بنا على {number} في أي وقت.",
    "fa-AF": "حالا کی در خانه است؟ می‌توانید به {number} زنگ بزنید، خواهش می‌کنم.",
    "fa": "الان چه کسی در خانه است؟ می‌توانید به {number} زنگ بزنید.",
    "ps": "اوس په کور کې څوک دي؟ ټول ډېر ښځه ږغ کڼ ړومبۍ {number} ته زنګ ووهئ.",
    "kmr-Arab-IQ": "نوکە کی ل مالێ یە؟ تو دشێی تەلەفۆنا {number} بکەی، ژێ بپرسە.",
    "pa-Arab": "ہن گھر وچ کون اے؟ تسی {number} تے فون کر سکدے او۔",
    "bn-BD": "এখন বাড়িতে কে আছেন? আপনি {number} নম্বরে ফোন করতে পারেন। ক্ষমতা, স্ত্রী, রাষ্ট্র।",
    "pa": "ਹੁਣ ਘਰ ਵਿੱਚ ਕੌਣ ਹੈ? ਤੁਸੀਂ {number} 'ਤੇ ਫ਼ੋਨ ਕਰ ਸਕਦੇ ਹੋ।",
    "kmr": "Niha kî li malê ye? Tu dikarî telefonî {number} bikî.",
    "so": "Yaa guriga jooga hadda? Waxaad wici kartaa {number}.",
    "ti": "ሕጂ ኣብ ገዛ መን ኣሎ? ናብ {number} ክትድውሉ ትኽእሉ ኢኹም።",
    "hi": "अभी घर में कौन है? आप {number} पर फ़ोन कर सकती हैं। शक्ति",
    "gu": "અત્યારે ઘરમાં કોણ છે? {number} પર ફોન કરો.",
    "ta": "இப்போது வீட்டில் யார் இருக்கிறார்கள்? {number} அழைக்கவும்.",
    "si": "දැන් ගෙදර ඉන්නේ කවුද? {number} අමතන්න.",
    "vi": "Bây giờ ai đang ở nhà? Chị có thể gọi {number}.",
}
RIGHT_TO_LEFT = [
    tag for tag in SAMPLES if (found := LANGUAGES.get(tag)) and found.direction == "rtl"
]

PACKS = [name[:-5] for name, _raw in read_interview_packs() if name != "people.toml"]
NUMBERS = (NUMBER, "+44 20 7008 0151", "0800-5999-247", "2026-11-12", "12/11/2026", "14:30")
"""Telephone numbers, dates and a time, in every way that turns round where nothing holds it."""


def numbered(tag: str) -> tuple[str, ...]:
    """The texts of a shipped pack that hold a number or a date; the sample, while it has none."""
    tables = tomllib.loads(dict(read_interview_packs())[f"{tag}.toml"].decode())["text"].values()
    texts = [table[part] for table in tables for part in ("text", "masculine") if table.get(part)]
    found = [text for text in texts if {"number", "date"}.intersection(placeholders(text))]
    return tuple(found) or (SAMPLES[tag],)


def shown(
    tag: str,
    words: str | None = None,
    values: Mapping[str, str] | None = None,
    *,
    draft: bool = True,
) -> Shown:
    """The words, or the sample of a language, as the door lets them through."""
    words = SAMPLES[tag] if words is None else words
    named = placeholders(words)
    values = dict.fromkeys(named, NUMBER) if values is None else values
    english = SpokenText(
        "sample", 1, "What you say here. " * 9 + " ".join(f"{{{n}}}" for n in named), "", "card"
    )
    text = Rendering("sample", 3, english.sha256, State.MACHINE_DRAFT, words, Address.ANY)
    pack = Pack(tag, 1, NOON)
    if not draft:
        text, pack = _looked_at(text, pack)
    text = replace(text, target_sha256=text.target_now)
    pack = replace(pack, renderings=MappingProxyType({"sample": text}))
    mode = Mode.DEMO if draft else Mode.LIVE
    made = may_show(pack, "sample", english, mode, language=LANGUAGES.get(tag), values=values)
    assert isinstance(made, Shown), made
    return made


def _looked_at(text: Rendering, pack: Pack) -> tuple[Rendering, Pack]:
    text = replace(
        text,
        state=State.APPROVED,
        translated_by="T-1",
        translated_on=TODAY,
        reviewed_by="R-2",
        reviewed_on=TODAY,
        approved_by="lead@northmere.example",
        back_translation="The same again.",
    )
    people = (Person("T-1", "diploma"), Person("R-2", "diploma"))
    begins, ends = NOON.replace(year=2026), NOON.replace(year=2028)
    proof = Proof("lead@northmere.example", "northmere", begins, ends, trusted=True)
    return text, replace(pack, people=people, proof=proof)
