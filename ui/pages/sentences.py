"""Words put together into what stands on a page."""

from __future__ import annotations


def sentence_case(words: str) -> str:
    """The first letter large."""
    return words[:1].upper() + words[1:]
