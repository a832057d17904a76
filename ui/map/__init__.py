"""The map of people: a pure layout, and the widget that paints it. Knows no session and no case."""

from ui.map.people_map import MapView, PeopleMap
from ui.map.scene import Aim, Figure, Scene, Standing
from ui.map.standing_mark import StandingMark

__all__ = ["Aim", "Figure", "MapView", "PeopleMap", "Scene", "Standing", "StandingMark"]
