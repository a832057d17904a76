"""Today and Cases: what needs somebody, every case, and one search box over everything."""

from ui.pages.home.cases import CasesPage
from ui.pages.home.today import TodayPage

__all__ = ["CasesPage", "TodayPage"]
