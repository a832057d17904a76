"""The record: the log made readable, as it stands and as it stood on another day."""

from ui.pages.record.page import RecordPage

__all__ = ["RecordPage"]
