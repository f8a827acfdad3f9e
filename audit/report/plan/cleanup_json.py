"""The clean-up plan for programs; `cleanup_plan_schema.json` beside this file describes it."""

from importlib.resources import files
from typing import Any

from audit.report.json_report import encoded
from audit.report.plan.causes import Example, Place
from audit.report.plan.cleanup_plan import Cause, Plan
from audit.report.tally import Tally
from audit.report.visible_text import encodable
from audit.version import __version__

SCHEMA_VERSION = 1


def plan_json(plan: Plan, tally: Tally) -> str:
    """The plan as one JSON object, with a line feed at its end."""
    return encoded(plan_record(plan, tally), 0) + "\n"


def plan_schema_text() -> str:
    """The JSON Schema (2020-12) of the plan."""
    return files("audit.report.plan").joinpath("cleanup_plan_schema.json").read_text(encoding="utf-8")


def plan_record(plan: Plan, tally: Tally) -> dict[str, Any]:
    """Everything the plan knows."""
    return {
        "schema": SCHEMA_VERSION,
        "tool": {"name": "translation-audit", "version": __version__},
        "signature": tally.signature,
        "summary": {
            "documents": plan.documents,
            "scored": plan.scored,
            "words": plan.words,
            "findings": plan.findings,
            "causes": plan.total,
            "score": plan.score,
            "past_the_scale": plan.past,
        },
        "safe_fixes": {
            "findings": plan.safe,
            "documents": plan.safe_documents,
            "score_after": plan.safe_score,
        },
        "causes": [cause_record(cause) for cause in plan.causes],
        "folded": [
            {"check": rest.check, "causes": rest.causes, "findings": rest.count, "gain": rest.gain}
            for rest in plan.folded
        ],
        "unchecked": {
            "count": plan.missed,
            "listed": [{"path": item.path, "what": item.what, "why": item.why} for item in plan.unchecked],
        },
    }


def cause_record(cause: Cause) -> dict[str, Any]:
    """One cause."""
    return {
        "id": cause.id,
        "check": cause.check,
        "kind": str(cause.kind),
        "effort": str(cause.effort),
        "severity": str(cause.severity),
        "title": cause.title,
        "group": cause.group,
        "outlet": cause.outlet,
        "findings": cause.count,
        "documents": cause.documents,
        "share": cause.share,
        "penalty": cause.cost,
        "gain": cause.gain,
        "gain_alone": cause.gain_alone,
        "score_after": cause.score_after,
        "safe_fixes": cause.safe,
        "fixes": cause.fixes,
        "texts": cause.texts,
        "sites": cause.sites,
        "examples": [example_record(example) for example in cause.examples],
        "places": [place_record(place) for place in cause.places],
    }


def example_record(example: Example) -> dict[str, Any]:
    """One of the different texts of a cause."""
    return {
        "text": encodable(example.text),
        "message": encodable(example.message),
        "repair": example.repair,
        "role": example.role,
        "place": place_record(example.place),
    }


def place_record(place: Place) -> dict[str, Any]:
    """Where something is."""
    return {"path": place.path, "line": place.line, "column": place.column, "unit": place.unit or None}
