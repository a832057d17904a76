"""Files that are whole in every byte and must be refused all the same: by policy, or by kind.

Every fault here names the one refusal that is due; another one counts as a failure too. Each call
of a fault gives another file: other ids, times, keys, areas, places and members.
"""

from tests.format.policy import answers, packages, papers, sayings
from tests.format.policy.bench import Bench, Fault, Read

__all__ = ["Bench", "Fault", "Read", "faults"]


def faults() -> tuple[Fault, ...]:
    """Every fault, by the kind of file."""
    return (*packages.FAULTS, *sayings.FAULTS, *answers.FAULTS, *papers.FAULTS)
