"""Why the findings of a check are faults: what it says of itself, with examples. Once a page, however many findings."""

from collections.abc import Iterable
from functools import lru_cache

from audit.model.check import Check, Example
from audit.registry.known_checks import known_checks
from audit.report.pages.html_page import attribute, marked_text, text

MOST = 3  # examples of each kind


def check_panels(ids: Iterable[str]) -> str:
    """A folded panel for each check, in the order of their ids; a finding's `why?` leads to it, and a script unfolds it
    below the finding."""
    panels = "".join(filter(None, (check_panel(name) for name in sorted(set(ids)))))
    return f'<section class="about"><h2>Why these are faults</h2>{panels}</section>' if panels else ""


@lru_cache(256)
def check_panel(name: str) -> str:
    """The panel of one check; nothing for one that this installation does not know."""
    check = next((one for one in known_checks() if one.id == name), None)
    if check is None:
        return ""
    return (
        f'<details id="why-{attribute(name)}"><summary>{text(name)}</summary>'
        f"<div>{paragraphs(check)}{listed(check, True)}{listed(check, False)}</div></details>"
    )


def knows(name: str) -> bool:
    """True for a check that has a panel."""
    return bool(check_panel(name))


def paragraphs(check: Check) -> str:
    """What it says of itself."""
    return "".join(f"<p>{text(' '.join(part.split()))}</p>" for part in check.doc.split("\n\n"))


def listed(check: Check, faulty: bool) -> str:
    """The first of its examples that have faults, or that have none, those of short texts first."""
    fitting = [one for one in check.examples if bool(one.faults) is faulty and one.beside is None]
    fitting = sorted(fitting, key=lambda one: len(one.text) > 240)[:MOST]
    items = "".join(f"<li>{example(one)}</li>" for one in fitting)
    head = "For example" if faulty else "Left alone"
    return f"<p><b>{head}</b></p><ul>{items}</ul>" if items else ""


def example(one: Example) -> str:
    """An example, its faults marked, with what becomes of it or why it is right."""
    out, place = "", 0
    for fault in one.faults:
        out += text(one.text[place : fault.start])
        out += f"<b>{marked_text(one.text[fault.start : fault.end]) or '▲'}</b>"
        place = fault.end
    out += text(one.text[place:])
    shown = f'<q lang="{attribute(one.language)}"><bdi>{out}</bdi></q>'
    if one.fixed:
        shown += f' → <q lang="{attribute(one.language)}"><bdi>{text(one.fixed)}</bdi></q>'
    return shown + (f'<span class="meta"> {text(one.why)}</span>' if one.why else "")
