"""What came out of thousands of mutants, counted."""

from collections import Counter
from dataclasses import dataclass, field

from storage.handover.refusals import Code

FULL, LEAST = 10_000, 50  # in a run of so many a layer, each code must be seen so often
ACCEPTED = "ACCEPTED"
ESCAPED = "AN EXCEPTION GOT OUT"


@dataclass
class Table:
    """What came out, by layer and refusal code."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    slowest: float = 0.0  # seconds
    faults: list[str] = field(default_factory=list)  # what should not have come out, in words

    def lines(self) -> list[str]:
        """A line for each code of each layer, then one for each code there is, then the end."""
        rows = [
            f"{layer:<15} {count:>7}  {code}"
            for layer, codes in self.counts.items()
            for code, count in sorted(codes.items(), key=lambda pair: -pair[1])
        ]
        totals = [f"{'in all':<15} {count:>7}  {code}" for code, count in self.totals.items()]
        made = sum(codes.total() for codes in self.counts.values())
        end = f"{made} mutants, {self.accepted} accepted, {len(self.faults)} other failures"
        return [*rows, *totals, f"slowest mutant: {self.slowest * 1000:.0f} ms", end, *self.faults]

    @property
    def accepted(self) -> int:
        return sum(codes[ACCEPTED] for codes in self.counts.values())

    @property
    def totals(self) -> dict[str, int]:
        """How often each code was seen in all layers; a code that was not has 0."""
        return {c.value: sum(codes[c.value] for codes in self.counts.values()) for c in Code}

    def too_few(self, per_layer: int) -> list[str]:
        """The codes that a full run saw fewer than 50 times; a smaller run is not asked."""
        if per_layer < FULL:
            return []
        return [f"{code}: only {n}" for code, n in self.totals.items() if n < LEAST]
