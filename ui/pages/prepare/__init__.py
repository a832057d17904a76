"""Preparing a visit at the desk: what is known, the visit itself, and the interpreter gate."""

from ui.pages.prepare.page import PreparePage

__all__ = ["PreparePage"]
