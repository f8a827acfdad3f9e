"""The clean-up plan, gathered in parts: each worker gathers its partition, the merge puts them together."""

import msgspec

from audit.model.result import Outcome
from audit.report.cleanup_plan import PLACES, Cause, CleanupPlan
from audit.report.visible_text import encodable


class State(msgspec.Struct, array_like=True):
    """What a `CleanupPlan` holds."""

    causes: list[Cause]
    weights: list[tuple[float, float, int]]
    costs: list[dict[str, float]]
    unchecked: list[tuple[str, str, str]]


class GatheredCauses:
    """A clean-up plan that can be written down and merged in the order of the documents."""

    def __init__(self, possible: bool = False) -> None:
        self.plan = CleanupPlan(possible)

    def add(self, outcome: Outcome) -> None:
        """One more document."""
        self.plan.add(outcome)

    def state(self) -> bytes:
        """Everything gathered."""
        plan = self.plan
        state = State(list(plan._causes.values()), plan._weights, plan._costs, plan.unchecked)
        try:
            return msgspec.msgpack.encode(state)
        except UnicodeEncodeError:  # bytes that nobody could decode, as lone surrogates
            for cause in state.causes:
                cause.text, cause.message = encodable(cause.text), encodable(cause.message)
                cause.repair = encodable(cause.repair) if cause.repair else None
                cause.places = [msgspec.structs.replace(p, path=encodable(p.path)) for p in cause.places]
            state.unchecked = [tuple(map(encodable, item)) for item in state.unchecked]  # type: ignore[misc]
            return msgspec.msgpack.encode(state)

    def merge(self, data: bytes) -> None:
        """Add what another one gathered of later documents."""
        state, plan = msgspec.msgpack.decode(data, type=State), self.plan
        plan._weights += state.weights
        plan._costs += state.costs
        plan.unchecked += state.unchecked
        for cause in state.causes:
            known = plan._causes.setdefault((cause.check, " ".join(cause.text.split())), cause)
            if known is not cause:
                known.count += cause.count
                known.cost += cause.cost
                known.documents += cause.documents
                known.severity = max(known.severity, cause.severity, key=lambda severity: severity.rank)
                known.places += cause.places[: PLACES - len(known.places)]
