"""One piece of evidence: a name, a number for a stretch, and what an editor reads of it."""

from collections.abc import Callable
from typing import NamedTuple

from audit.analysis.leftovers.document_facts import DocumentFacts
from audit.analysis.leftovers.stretch import Stretch, Weighing

# The kinds of stretch that some evidence is for.
IN_TARGET_SCRIPT = frozenset((Weighing.SAME, Weighing.SAME_WORD))
OF_ONE_WORD = frozenset((Weighing.SAME_WORD, Weighing.LATIN_WORD, Weighing.OTHER))
OF_SEVERAL_WORDS = frozenset((Weighing.SAME, Weighing.LATIN, Weighing.OTHER))

Measure = Callable[[Stretch, DocumentFacts], float]


class Evidence(NamedTuple):
    """`measure` gives 0 where the evidence is absent; `says` completes “because …” where it is there, with the names
    of the two languages for `{foreign}` and `{target}` and the number of `{documents}` of the run that say it.

    Empty where it only corrects another piece of evidence and would puzzle a reader. What is `dear` looks further
    than at the stretch, and is weighed last. It is never there for a kind of stretch beyond `kinds`, and not asked.
    """

    name: str
    says: str
    measure: Measure
    dear: bool = False
    kinds: frozenset[Weighing] = frozenset(Weighing)


def evidence(
    says: str, *, dear: bool = False, kinds: frozenset[Weighing] = frozenset(Weighing)
) -> Callable[[Measure], Evidence]:
    """Turn a function into a piece of evidence, named like it."""

    def make(measure: Measure) -> Evidence:
        return Evidence(measure.__name__, says, measure, dear, kinds)

    return make
