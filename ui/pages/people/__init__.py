"""The people of a case: the map, the same facts as a list, and one person at the side."""

from ui.pages.people.page import PeoplePage

__all__ = ["PeoplePage"]
