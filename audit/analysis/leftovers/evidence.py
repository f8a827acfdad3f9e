"""One piece of evidence: a name, a number for a stretch, and what an editor reads of it."""

from collections.abc import Callable
from typing import NamedTuple

from audit.analysis.leftovers.document_facts import DocumentFacts
from audit.analysis.leftovers.stretch import Stretch

Measure = Callable[[Stretch, DocumentFacts], float]


class Evidence(NamedTuple):
    """`measure` gives 0 where the evidence is absent; `says` completes “because …” where it is there, with the names
    of the two languages for `{foreign}` and `{target}` and the number of `{documents}` of the run that say it.

    Empty where it only corrects another piece of evidence and would puzzle a reader. What is `dear` looks further
    than at the stretch, and is weighed last.
    """

    name: str
    says: str
    measure: Measure
    dear: bool = False


def evidence(says: str, *, dear: bool = False) -> Callable[[Measure], Evidence]:
    """Turn a function into a piece of evidence, named like it."""

    def make(measure: Measure) -> Evidence:
        return Evidence(measure.__name__, says, measure, dear)

    return make
