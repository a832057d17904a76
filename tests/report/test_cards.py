"""A show-card and a card to keep: right letters, right order, and nothing else on them."""

import dataclasses
import os
import re
import subprocess
import unicodedata
from types import SimpleNamespace

import pytest

from app.domain.cards import CardLook, LeaveBehindFormat
from app.domain.errors import ReportRefused
from app.domain.isolates import placeholders
from app.domain.lettering import typeface
from storage.report import cards
from storage.report.child import draw, to_json
from storage.report.renderer import Renderer
from tests.report.conftest import CHILD, FONTS, folded
from tests.report.sample import SAMPLE
from tests.showing import LANGUAGES, NUMBER, NUMBERS, PACKS, RIGHT_TO_LEFT, SAMPLES, numbered, shown

DRAFT = "DRAFT. Not checked by a translator. For practice only."
LOOK = CardLook(width=900)
DIGITS = NUMBER.replace(" ", "")
DRAWN = [tag for tag in PACKS if typeface(LANGUAGES.get(tag).font).by_engine]
LINE = 12.0  # points: two words on one line are never further apart in height


def kept(made, telephone=NUMBER, format_=LeaveBehindFormat.CREDIT) -> bytes:
    """A card to keep, drawn without a child."""
    spelt = cards.spell_leave_behind(made, telephone, format_)
    request = {"template": "leave-behind", "fonts": [str(FONTS)], "document": spelt}
    return draw(to_json(request))


def spoiled(text, **changes):
    """What no door lets through, for the last look before the pen."""
    made = shown("ckb")
    object.__setattr__(made, "text", text)
    for name, value in changes.items():
        object.__setattr__(made, name, value)
    return made


def words_at(pdf: bytes) -> list[tuple[float, float, str]]:
    """Every word of a page with the place of its left edge and of its line, in points."""
    done = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    )
    found = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)".*?>(.*?)</word>', done.stdout.decode()
    )
    return [(float(x), float(y), folded(word)) for x, y, word in found]


_PART = re.compile(
    r'<g transform="(?:translate|matrix)\((?:\S+ \S+ \S+ \S+ )?(\S+) (\S+)\)">|(</g>)|'
    r'<use xlink:href="#(\w+)" x="([^"]+)"'
)


def shapes(document) -> list[tuple[float, float, str]]:
    """Every letter that the engine drew for a card: where it stands, and which shape it is."""
    request = {"template": "card", "fonts": [str(FONTS)], "document": document}
    moved = [(0.0, 0.0)]
    found: list[tuple[float, float, str]] = []
    for part in _PART.finditer(draw(to_json(request)).decode()):
        across, down, end, shape, at = part.groups()
        if end:
            moved.pop()
        elif shape:
            found.append((moved[-1][0] + float(at), moved[-1][1], shape))
        else:
            moved.append((moved[-1][0] + float(across), moved[-1][1] + float(down)))
    return found


def as_drawn(tag, document, number) -> str:
    """The signs of a number on a drawn card, from left to right, line by line."""
    alone = {
        c: shapes(cards.spell_card(shown(tag, "{sign}", {"sign": c}, draft=False), LOOK))
        for c in number
        if not c.isspace()
    }
    known = {shape: c for c, found in alone.items() for _x, _y, shape in found}
    drawn = sorted((y, x, known[shape]) for x, y, shape in shapes(document) if shape in known)
    return "".join(sign for _y, _x, sign in drawn)


class TestShowCard:
    @pytest.mark.parametrize("tag", ["ur", "ckb", "bn-BD"])
    def test_it_is_a_drawing_of_letters_with_no_text_and_nothing_to_load(self, renderer, tag):
        drawing = renderer.card_svg(shown(tag, draft=False), LOOK).decode()
        assert drawing.startswith('<svg viewBox="0 0 900 ')
        assert "<text" not in drawing
        assert "<script" not in drawing
        assert not re.search(r'href="(?!#)', drawing)
        assert drawing.count("<use ") > 20

    def test_the_same_text_is_the_same_drawing(self, renderer):
        made = shown("ur")
        assert renderer.card_svg(made, LOOK) == renderer.card_svg(made, LOOK)

    def test_a_draft_has_its_band_and_an_approved_text_has_none(self, renderer):
        draft, approved = shown("ur"), shown("ur", draft=False)
        assert cards.spell_card(draft, LOOK)["band"] == DRAFT
        assert cards.spell_card(approved, LOOK)["band"] == ""
        band = '<path fill="#1a1e21"'
        assert band in renderer.card_svg(draft, LOOK).decode()
        assert band not in renderer.card_svg(approved, LOOK).decode()

    def test_it_is_there_before_anybody_waits(self, renderer):
        # The child's own time: how long it waits for a busy machine says nothing of the card.
        resource = pytest.importorskip("resource")

        def spent() -> float:
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            return used.ru_utime + used.ru_stime

        quickest = 9.0
        for _ in range(4):
            before = spent()
            renderer.card_svg(shown("ur"), LOOK)
            quickest = min(quickest, spent() - before)
        assert quickest < 0.15 * float(os.environ.get("ONECHANCE_SLOW", "1"))

    @pytest.mark.parametrize("tag", list(SAMPLES))
    def test_every_language_can_be_drawn(self, tag):
        request = {"template": "card", "fonts": [str(FONTS)]}
        request["document"] = cards.spell_card(shown(tag), LOOK)
        assert draw(to_json(request)).startswith(b"<svg")

    @pytest.mark.parametrize("tag", DRAWN)
    def test_each_number_and_date_of_a_pack_stands_in_its_own_order(self, tag):
        for words in numbered(tag):
            for number in NUMBERS:
                made = shown(tag, words, dict.fromkeys(placeholders(words), number), draft=False)
                seen = as_drawn(tag, cards.spell_card(made, LOOK), number)
                assert number.replace(" ", "") in seen, words

    def test_a_number_that_is_turned_round_would_be_noticed(self):
        loose = cards.spell_card(shown("ur", draft=False), LOOK)
        loose["text"] = re.sub("[\u2066\u2069]", "", loose["text"]).replace("\u00a0", " ")
        loose["width"] = 3_000  # one line: a break within the number would part it too
        assert DIGITS not in as_drawn("ur", loose, NUMBER)

    def test_only_what_the_door_let_through_is_drawn(self, renderer):
        made = shown("ur")
        fields = {f.name: getattr(made, f.name) for f in dataclasses.fields(made)}
        with pytest.raises(TypeError):
            renderer.card_svg(SimpleNamespace(**fields), LOOK)

    @pytest.mark.parametrize(
        "text", ["\u202eکێ", "کێ\u200f", "کێ \u2066999", "999\u2069 کێ", "\u2068کێ\u2069"]
    )
    def test_a_text_that_turns_itself_is_refused(self, renderer, text):
        with pytest.raises(ReportRefused) as refused:
            renderer.card_svg(spoiled(text), LOOK)
        assert refused.value.code == "report.turned"

    def test_a_letter_that_its_font_has_not_is_refused(self, renderer):
        with pytest.raises(ReportRefused) as refused:
            renderer.card_svg(spoiled("কে", font="naskh"), LOOK)
        assert refused.value.code == "report.no-glyph"

    def test_a_missing_font_is_refused(self, tmp_path):
        (tmp_path / "noto-sans").mkdir()
        (tmp_path / "noto-sans" / "x.ttf").touch()
        with pytest.raises(ReportRefused) as refused:
            Renderer(CHILD, tmp_path).card_svg(shown("ur"), LOOK)
        assert refused.value.code == "report.no-fonts"

    def test_an_answer_of_another_kind_is_refused(self, renderer, monkeypatch):
        with monkeypatch.context() as swapped:
            pages = renderer.leave_behind(shown("so"), NUMBER, LeaveBehindFormat.A6)
            reply = b"P" + len(pages).to_bytes(8, "big") + pages
            swapped.setattr(Renderer, "_ask", lambda *_: reply)
            with pytest.raises(ReportRefused):
                renderer.card_svg(shown("so"), LOOK)


@pytest.mark.interop("pdftotext")
class TestCardToKeep:
    @pytest.mark.parametrize("tag", list(SAMPLES))
    def test_the_number_stands_in_its_own_order(self, tag):
        places = words_at(kept(shown(tag), format_=LeaveBehindFormat.A6))
        numbers = sorted(place for place in places if any(c.isdigit() for c in place[2]))
        lines = [y for _, y, _ in numbers]
        assert "".join(c for _, _, word in numbers for c in word if c.isdigit()) == DIGITS
        assert max(lines) - min(lines) < LINE

    @pytest.mark.parametrize("format_", list(LeaveBehindFormat))
    def test_it_is_one_page_of_its_size(self, renderer, format_):
        pdf = renderer.leave_behind(shown("ur", draft=False), NUMBER, format_)
        told = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout
        wide, high = (float(n) for n in re.findall(rb"Page size:\s+([\d.]+) x ([\d.]+)", told)[0])
        expected = (85.6, 54.0) if format_ is LeaveBehindFormat.CREDIT else (148.0, 105.0)
        assert (wide * 25.4 / 72, high * 25.4 / 72) == pytest.approx(expected, abs=0.1)
        assert re.search(rb"Pages:\s+1\n", told)

    def test_it_is_archival_tagged_and_says_nothing_of_who_gave_it(self, renderer):
        pdf = renderer.leave_behind(shown("ckb"), NUMBER, LeaveBehindFormat.CREDIT)
        for mark in (b"/StructTreeRoot", b"pdfaid:part", b"pdfuaid:part", b"/Lang (ckb)"):
            assert mark in pdf.replace(b"/Lang(", b"/Lang (")
        assert b"2026" not in pdf
        assert b"Chance" not in re.sub(rb"\w+\+OneChanceNaskh", b"", pdf)
        assert pdf == renderer.leave_behind(shown("ckb"), NUMBER, LeaveBehindFormat.CREDIT)

    def test_a_draft_has_its_band_and_an_approved_text_has_none(self, pages_of):
        assert DRAFT in pages_of(kept(shown("so")))[0]
        assert "DRAFT" not in pages_of(kept(shown("so", draft=False)))[0]

    def test_a_sentence_without_the_number_has_it_below(self, pages_of):
        (page,) = pages_of(kept(shown("so", "Waad soo wici kartaa.", draft=False)))
        assert page == "Waad soo wici kartaa. 0800 5999 247"

    @pytest.mark.parametrize("telephone", ["", "0800", "0800-5999", "one", "0800 5999 247; 999"])
    def test_what_is_no_telephone_number_is_refused(self, telephone):
        plain = shown("so", "Waad soo wici kartaa.")
        if telephone == "0800":
            assert kept(plain, telephone)
            return
        with pytest.raises(ReportRefused) as refused:
            kept(plain, telephone)
        assert refused.value.code == "report.one-number"

    def test_a_second_number_is_refused(self):
        with pytest.raises(ReportRefused) as refused:
            kept(shown("ckb"), "01632 960 001")
        assert refused.value.code == "report.one-number"


def test_no_card_has_a_place_for_the_case_or_the_program():
    spelt = {*cards.spell_card(shown("ur"), LOOK)}
    spelt |= {*cards.spell_leave_behind(shown("ur"), NUMBER, LeaveBehindFormat.A6)}
    assert spelt == {
        *("text", "dir", "lang", "families", "leading", "overhang", "band"),
        *("width", "height", "margin", "size", "band_size", "ink", "paper"),
        *("format", "number", "title"),
    }
    assert SAMPLE.reference not in str(spelt)


def test_right_to_left_languages_are_all_looked_at():
    assert {"ckb", "ur", "ar", "ps", "fa", "fa-AF"} <= set(RIGHT_TO_LEFT)
    for tag in RIGHT_TO_LEFT:
        assert any(unicodedata.bidirectional(c) == "AL" for c in SAMPLES[tag])
