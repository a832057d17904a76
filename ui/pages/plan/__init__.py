"""The safety plan: who does what by when, what it may cause, and what she says to it."""

from ui.pages.plan.page import PlanPage

__all__ = ["PlanPage"]
