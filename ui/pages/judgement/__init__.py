"""The judgement: the worker's own, in writing, away from the home."""

from ui.pages.judgement.page import JudgementPage

__all__ = ["JudgementPage"]
