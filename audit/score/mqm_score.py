"""Findings and words in, a Score out: the linear calibrated MQM scoring model.

    APT  = Σ weight · multiplier                      absolute penalty total
    PWPT = APT / EWC                                  penalty per word
    raw  = 100 · (1 − PWPT)
    NPT  = PWPT · RWC                                 penalty per reference word count
    SF   = (100 − PT) / APP
    calibrated = 100 − NPT · SF                       pass iff calibrated ≥ PT and no critical error

Below a floor of words the linear model over-punishes: one error weighs on too few words. There the
verdict is `fail` only when even the favourable end of the interval misses the mark, or when something in the
text is beyond doubt: a sample may be too small for a rate of errors, never for a headline that was left in
another language.

What no author can have meant fails a text of any length: the words of a chatbot, machinery of the page that broke,
a paragraph printed twice.
A rate of errors says nothing of them; they are a translation that was not looked at.
"""

from collections.abc import Iterable

from audit.model.finding import Finding
from audit.model.mqm import Category, Confidence, Severity
from audit.model.score import Score, Verdict
from audit.model.unlisted import Unlisted
from audit.score.poisson_interval import poisson_interval
from audit.score.scoring_profile import ScoringProfile

NEVER_MEANT = frozenset({Category.ADDITION, Category.MARKUP_TAG})
USUAL = 6.0  # code points of a word with the space after it


def mqm_score(
    findings: Iterable[Finding],
    words: int,
    profile: ScoringProfile,
    signature: str,
    unlisted: Iterable[Unlisted] = (),
    per_word: float = USUAL,
) -> Score:
    """Score a text of `words` evaluation words, each `per_word` code points long on the average.

    Findings that are `possible` or `neutral` cost nothing; `unlisted` ones cost what the listed ones do. A
    critical one costs a point for each word of its stretch where that is more than its own points: a page that
    is not translated at all is worth nothing, however long it is.
    """
    every, critical, grave, unmeant, twice = [], 0, 0, 0, 0
    for finding in findings:
        if finding.confidence is Confidence.POSSIBLE:
            every.append(0.0)
            continue
        points = float(finding.severity.multiplier)
        if finding.severity is Severity.CRITICAL:
            points = max(points, min(words, round(len(finding.text) / max(per_word, 1.0))))
        cost = profile.weight(finding.category) * points
        every.append(cost)
        critical += finding.severity is Severity.CRITICAL
        if cost > 0 and finding.severity is Severity.MAJOR and finding.confidence is Confidence.CERTAIN:
            grave += 1
            unmeant += finding.category in NEVER_MEANT
            twice += finding.category is Category.TEXTUAL_CONVENTIONS
    costs = [cost for cost in every if cost]
    errors, penalty = len(costs), sum(costs)
    for more in unlisted:
        cost = profile.weight(more.category) * more.severity.multiplier
        errors += more.count if cost else 0
        penalty += cost * more.count
    volume = max(words, 1)
    scale = (
        (100 - profile.passing_threshold)
        / profile.acceptable_penalty_points
        * profile.reference_words
        / volume
    )
    mean_cost = penalty / errors if errors else float(Severity.MINOR.multiplier)
    fewest, most = poisson_interval(errors)
    # Judged and shown are the same rounded figures, so that the reason never contradicts the score.
    value = round(clamp(100 - penalty * scale), 2)
    interval = (
        round(clamp(100 - most * mean_cost * scale), 2),
        round(clamp(100 - fewest * mean_cost * scale), 2),
    )
    verdict, reason = judge(value, interval, words, critical, grave, unmeant, profile, twice)
    raw = 100 * (1 - penalty / volume)
    return Score(
        value,
        round(raw, 2),
        verdict,
        penalty,
        words,
        errors,
        interval,
        reason,
        signature,
        threshold=profile.passing_threshold,
        scale=scale,
        costs=tuple(every),
    )


def judge(
    value: float,
    interval: tuple[float, float],
    words: int,
    critical: int,
    grave: int,
    unmeant: int,
    profile: ScoringProfile,
    twice: int = 0,
) -> tuple[Verdict, str]:
    """The verdict and, for people, the reason. `grave` counts the major findings that are certain, `unmeant`
    those among them that nobody can have meant, `twice` those of text that was printed twice."""
    mark = f"{profile.passing_threshold:g}"
    if critical:
        return (
            Verdict.FAIL,
            f"{critical} critical error{'s' if critical > 1 else ''}: fails whatever the score",
        )
    if unmeant:
        errors = (
            "1 major error that nobody can have meant"
            if unmeant == 1
            else f"{unmeant} major errors that nobody can have meant"
        )
        return (
            Verdict.FAIL,
            f"{errors} (words of a model or a service, broken markup): fails whatever the score",
        )
    if twice:
        return (
            Verdict.FAIL,
            f"{twice} passage{'s are' if twice > 1 else ' is'} printed twice beyond doubt: fails whatever the score",
        )
    if words < profile.floor_words:
        sample = f"insufficient sample: {words} words, {profile.floor_words} are needed for a firm verdict"
        if interval[1] < profile.passing_threshold:
            return (
                Verdict.FAIL,
                f"even the favourable end of the interval ({interval[1]:.1f}) misses {mark} ({sample})",
            )
        if interval[0] < profile.passing_threshold:
            if grave:
                errors = "1 major error that is" if grave == 1 else f"{grave} major errors that are"
                return (
                    Verdict.FAIL,
                    f"{errors} beyond doubt: in {words} words one is enough "
                    f"({profile.floor_words} are needed for a verdict by the score)",
                )
            return (
                Verdict.UNDECIDED,
                f"{sample}; the interval {interval[0]:.1f}–{interval[1]:.1f} straddles the mark of {mark}",
            )
        return Verdict.PASS, f"even the unfavourable end of the interval ({interval[0]:.1f}) reaches {mark}"
    if value >= profile.passing_threshold:
        return Verdict.PASS, f"{value:.1f} reaches the mark of {mark}"
    return Verdict.FAIL, f"{value:.1f} misses the mark of {mark}"


def clamp(value: float) -> float:
    """A calibrated score shown to people stays within 0–100."""
    return min(100.0, max(0.0, value))
