"""One figure with a goal, for what has no anchor to be measured against."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One question with a number for an answer. `take` returns None when it cannot be asked."""

    name: str
    unit: str
    goal: float
    take: Callable[[], float | None]
    at_most: bool = True  # else at least

    def line(self) -> str:
        """Take it and say it in one line."""
        found = self.take()
        if found is None:
            return f"{self.name}: not measured; the tool for it is not installed"
        met = found <= self.goal if self.at_most else found >= self.goal
        bound = "at most" if self.at_most else "at least"
        verdict = "goal met" if met else "goal missed"
        return f"{self.name}: {found:,.1f} {self.unit}; goal {bound} {self.goal:,g}; {verdict}"
