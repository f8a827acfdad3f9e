"""One piece of evidence: a name, a number for a stretch, and what an editor reads of it."""

from collections.abc import Callable
from typing import NamedTuple

from audit.analysis.leftovers.document_facts import DocumentFacts
from audit.analysis.leftovers.stretch import Stretch

Measure = Callable[[Stretch, DocumentFacts], float]


class Evidence(NamedTuple):
    """`measure` gives 0 where the evidence is absent; `says` completes “because …” where it is there, with the names
    of the two languages for `{foreign}` and `{target}`.

    Empty where it only corrects another piece of evidence and would puzzle a reader.
    """

    name: str
    says: str
    measure: Measure


def evidence(says: str) -> Callable[[Measure], Evidence]:
    """Turn a function into a piece of evidence, named like it."""

    def make(measure: Measure) -> Evidence:
        return Evidence(measure.__name__, says, measure)

    return make
