"""How counts, scores and languages are put into words, in every report the same way."""

from collections.abc import Iterable, Mapping, Sequence

from audit.language.profiles import name_of
from audit.measures.catalogue import MEASURES
from audit.model.finding import BY_MODEL, Finding, Reason
from audit.model.language_evidence import LanguageGuess
from audit.model.measured import Measured, TotalMeasured
from audit.model.mqm import Severity
from audit.model.result import Result
from audit.model.role import Role
from audit.model.score import Score
from audit.model.suppression import SuppressedFinding, SuppressionKind

SURE = 0.5  # below this the audit does not act on the source language


def clipped(text: str, longest: int) -> str:
    """The text, or its beginning and end with "…" between, at most `longest` code points."""
    if len(text) <= longest:
        return text
    tail = longest // 3
    return f"{text[: longest - tail - 1]}…{text[-tail:]}"


def counted(number: int, noun: str) -> str:
    """ "1 finding", "2 findings", "1,024 words"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def name_of_unit(result: Result, finding: Finding) -> str:
    """The entry of a translation file that a finding stands in; "" elsewhere, and where its source is all its name."""
    source = result.document.segments[finding.segment].source_text
    return "" if finding.unit is None or finding.unit == source else finding.unit


def findings_of(result: Result) -> str:
    """How many findings a document has: "3 findings", or "300 of 4,000 findings listed"."""
    return listed_of(len(result.shown), result.more)


def listed_of(listed: int, more: int) -> str:
    """A number of findings, of which `more` are not listed."""
    return f"{listed:,} of {counted(listed + more, 'finding')} listed" if more else counted(listed, "finding")


# What people call the pieces of a page; an attribute by its name.
PIECES = {
    Role.HEADLINE: "heading",
    Role.BODY: "text",
    Role.ITEM: "list or table",
    Role.CAPTION: "caption",
    Role.CREDIT: "credit",
    Role.NAVIGATION: "menu",
    Role.CONTROL: "button",
    Role.NOTICE: "notice",
    Role.METADATA: "page description",
    Role.ATTRIBUTE: "hidden text",
    Role.CUE: "subtitle",
    Role.UNIT: "entry",
}
ATTRIBUTES = {"alt": "picture description", "title": "tooltip", "placeholder": "hint in a field"}
FIELDS = {"title": "page title"}


def piece_name(role: Role, path: str = "") -> str:
    """What people call a piece of a page; `path` is that of its element."""
    _, at, name = path.rpartition("@")
    if role is Role.ATTRIBUTE and at:
        return ATTRIBUTES.get(name, PIECES[role])
    if role is Role.METADATA:
        return FIELDS.get(path.rpartition("/")[2], PIECES[role])
    return PIECES[role]


def severity_counts(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many of each severity there are, gravest first, those that are."""
    counts = dict.fromkeys(reversed(Severity), 0)
    for finding in findings:
        counts[finding.severity] += 1
    return {severity: count for severity, count in counts.items() if count}


EXCUSED_BY = {
    SuppressionKind.IN_SOURCE: "in the document",
    SuppressionKind.PATTERN: "by a rule",
    SuppressionKind.BASELINE: "by the baseline",
}


def excused_sentence(counts: Mapping[SuppressionKind, int]) -> str:
    """How many findings are excused and by whom; "" when none is."""
    parts = [f"{counts[kind]:,} {by}" for kind, by in EXCUSED_BY.items() if counts.get(kind)]
    total = sum(counts.values())
    return f"{counted(total, 'finding')} excused ({', '.join(parts)})" if total else ""


def excuse_sentence(item: SuppressedFinding) -> str:
    """Who excused a finding, until when, and why."""
    until = f" until {item.expires}" if item.expires else ""
    return f"excused {EXCUSED_BY[item.kind]}: {item.by}{until}: {item.reason or 'no reason given'}"


def score_sentence(score: Score) -> str:
    """The score with its interval and the reason of the verdict."""
    low, high = score.interval
    return f"score {score.value:.1f}, 95% interval {low:.1f}–{high:.1f}: {score.reason}"


def language_name(guess: LanguageGuess) -> str:
    """The English name of a language, also of one that is not supported."""
    return name_of(guess.tag) if guess.tag else "unknown"


def source_phrase(guess: LanguageGuess) -> str:
    """What is said of the source language in one line."""
    if not guess.tag:
        return "source language not known"
    if guess.confidence < SURE:
        return f"source language not certain, perhaps {language_name(guess)}"
    return f"translated from {language_name(guess)} ({sureness(guess)})"


def sureness(guess: LanguageGuess) -> str:
    """ "given" or "97% sure"."""
    given = any(item.kind == "given" for item in guess.evidence)
    return "given" if given else f"{guess.confidence:.0%} sure"


def evidence_sentences(reasons: Sequence[Reason]) -> list[str]:
    """What speaks for a finding and what against it, a sentence each; none where nothing was weighed."""
    weighed = [reason for reason in reasons if reason.name != BY_MODEL]
    speaking = listing([reason.says for reason in weighed if reason.weight > 0])
    denying = listing([reason.says for reason in weighed if reason.weight < 0])
    model = listing([reason.says for reason in reasons if reason.name == BY_MODEL])
    return [
        f"{what} {says}."
        for what, says in (
            ("It seems left behind, because", speaking),
            ("It may stand there on purpose, because", denying),
            ("A model was asked:", model),
        )
        if says
    ]


def listing(clauses: Sequence[str]) -> str:
    """ "a", "a, and b", "a, b, and c"."""
    *others, last = clauses or [""]
    return f"{', '.join(others)}, and {last}" if others else last


def measures_phrase(measures: Sequence[Measured | TotalMeasured]) -> str:
    """ "chrF 56.2, BLEU 31.0"; figures that differ by signature alone stand one by one."""
    return ", ".join(f"{MEASURES[one.id].label} {one.score:.1f}" for one in measures)


def beside_sentence(beside: int, alone: int) -> str:
    """How many documents of a run were compared with the files they translate, and how many should have been."""
    compared = "was" if beside == 1 else "were"
    text = f"{counted(beside, 'document')} {compared} compared with what {'it' if beside == 1 else 'they'} translate"
    text += "s" if beside == 1 else ""
    return text + (f"; of {counted(alone, 'document')} no source was found" if alone else "")


def totals_sentence(measures: Sequence[TotalMeasured], documents: int) -> str:
    """The figures of a run, and of how much of it they are."""
    groups: dict[int, list[TotalMeasured]] = {}
    for one in measures:
        groups.setdefault(one.documents, []).append(one)
    parts = [
        f"{measures_phrase(group)} beside the references"
        + (f" of {counted(count, 'document')}" if count != documents else "")
        for count, group in groups.items()
    ]
    return "; ".join(parts)
