"""Which way a text runs. Alone here because the first window needs it, and little else. Pure."""

from __future__ import annotations

from unicodedata import bidirectional


def runs_backwards(text: str) -> bool:
    """Whether the first strong letter of a text is right-to-left (UAX 9, rules P2 and P3).

    What stands in an isolate does not count: a Sorani line may begin with a Latin name.
    """
    depth = 0
    for letter in text:
        direction = bidirectional(letter)
        if direction in {"LRI", "RLI", "FSI"}:
            depth += 1
        elif direction == "PDI":
            depth = max(0, depth - 1)
        elif not depth and direction in {"R", "AL", "L"}:
            return direction != "L"
    return False
