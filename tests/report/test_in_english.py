"""Papers are English in whatever language the windows speak: they are read at other desks."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app import i18n
from app.domain.case import fold
from app.domain.codes import RestrictionClass
from app.domain.entry import DisclosureBody
from app.domain.handover import Mode
from app.domain.report import RecoverySheet, Report
from app.i18n import _
from app.services.report_register import register_report
from app.services.report_words import CLASS_TITLES
from app.services.reporting import build_pages, build_report, recovery_sheet
from tests import pseudo
from tests.builders import CASE, NOON
from tests.report.a_case import COPY, EVERY, LIBRARY, Written, a_case
from tests.unit.stories import the_library

PRESETS = the_library().recipients
PACKS = replace(LIBRARY, recipients=PRESETS, sharing=the_library().sharing)


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    i18n.install(i18n._Chosen.english)


def papers() -> list[Report | RecoverySheet]:
    """One of every kind that the program draws."""
    shared = Written()
    shared.add(DisclosureBody("package", "Calderby, hub", "safeguarding", "legal-duty"))
    return [
        build_report(a_case(), PACKS, COPY, NOON, EVERY),
        *(build_pages(a_case(), PACKS, COPY, NOON, one.parts_in, one) for one in PRESETS.rows),
        register_report(fold(CASE, shared.entries), PACKS, Mode.DEMO, "Northmere", NOON),
        recovery_sheet(["7K3M"] * 7, "NM-0213", NOON, Mode.DEMO),
    ]


def test_every_paper_is_the_same_in_every_language_of_the_windows() -> None:
    in_english = papers()
    pseudo.speak()
    assert papers() == in_english


def test_the_same_words_in_a_window_are_in_the_language_of_the_windows() -> None:
    # Titles of the parts stand on the papers and, beside them, on the pages about a package.
    pseudo.speak()
    assert _(CLASS_TITLES[RestrictionClass.RC2]).startswith("⟦")
