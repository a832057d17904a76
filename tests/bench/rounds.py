"""Two ways of doing something, timed against each other so that the answer means something.

Wall time on a shared machine drifts by a quarter between batches, so only ratios within one run
count: every round does the anchor, a second copy of the anchor and the subject, in an order that is
shuffled anew. The copy tells the noise; when it differs from its twin by more than 3 %, the run is
void. A ratio is reported twice, as the median over the pairs and as the ratio of the best times.
"""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 61
TOLERATED_NOISE = 0.03


@dataclass(frozen=True)
class Bench:
    """One question: how many times the anchor does the subject take?"""

    name: str
    anchor_is: str
    goal: float  # times the anchor, at most
    anchor: Callable[[], object]
    subject: Callable[[], object]
    rounds: int = ROUNDS
    warm_up: int = 2


@dataclass(frozen=True)
class Result:
    """What one run of a bench said."""

    bench: Bench
    paired: float
    minima: float
    noise: float  # paired median of the anchor against its copy
    noise_minima: float
    anchor_ms: float

    @property
    def void(self) -> bool:
        """Whether the machine was too restless: neither of the two ways of asking is steady."""
        return min(abs(self.noise - 1), abs(self.noise_minima - 1)) > TOLERATED_NOISE

    @property
    def met(self) -> bool:
        """Whether the goal was met by the steadier of the two figures."""
        return min(self.paired, self.minima) <= self.bench.goal


def timed(work: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def run(bench: Bench) -> Result:
    """Run all rounds of a bench; some seconds to two minutes."""
    order = random.Random(20260101)  # the same shuffle each time: a rerun asks the same question
    works = {"anchor": bench.anchor, "copy": bench.anchor, "subject": bench.subject}
    took: dict[str, list[float]] = {name: [] for name in works}
    for number in range(bench.warm_up + bench.rounds):
        names = list(works)
        order.shuffle(names)
        for name in names:
            seconds = timed(works[name])
            if number >= bench.warm_up:
                took[name].append(seconds)

    def paired(name: str) -> float:
        return statistics.median(
            one / other for one, other in zip(took[name], took["anchor"], strict=True)
        )

    return Result(
        bench,
        paired=paired("subject"),
        minima=min(took["subject"]) / min(took["anchor"]),
        noise=paired("copy"),
        noise_minima=min(took["copy"]) / min(took["anchor"]),
        anchor_ms=1000 * statistics.median(took["anchor"]),
    )
