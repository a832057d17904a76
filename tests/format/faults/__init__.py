"""Every vector: what is wrong with it, what must be said of it, and how it is made.

`python -m tests.format.make_vectors` writes them; tests/format/test_vectors.py reads them. Keys
and times are fixed; nonces are fresh each time, so a vector made again differs in its bytes and
in nothing else.
"""

from tests.format.faults import (
    answers,
    archives,
    coded,
    envelopes,
    hostile,
    reasons,
    sayings,
    signatures,
    slices,
)
from tests.format.faults.base import BOOKS, GENUINE, Vector
from tests.format.faults.signatures import SMALL

__all__ = ["BOOKS", "GENUINE", "SMALL", "Vector", "vectors"]


def vectors() -> list[Vector]:
    """Every vector, by layer."""
    modules = (envelopes, archives, signatures, sayings, slices, answers, coded, hostile, reasons)
    return [vector for module in modules for vector in module.vectors()]
