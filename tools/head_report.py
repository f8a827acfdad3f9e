"""reports/heads.md."""

import statistics
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from head_joined import PAPER, Figured, gain_over_length, taus, totals
from head_learning import ENCODER, letters_f1
from head_rows import CRITICAL, WMT, WRONG, Row

from audit.neural.head import Head
from audit.neural.head_fit import auc, found_at
from audit.score.estimate.with_heads import FEATURES, Joined


def report(
    heads: dict[str, Head],
    weights: Joined,
    seen: dict[str, Figured],
    unseen: dict[str, Any],
    best: tuple[float, float, float, float],
) -> str:
    """reports/heads.md."""
    mean = statistics.fmean
    out = [
        "# What the heads are worth",
        "",
        f'Written by `tools/fit_heads.py` over {ENCODER} (fp32). "Unseen": by a head fitted without the document.',
        "",
        "| head | judges | numbers | fitted on | wrong | AUC unseen | in sample | found at 1 % alarms | at 5 % "
        "| threshold |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, head in heads.items():
        f = head.figures
        out.append(
            f"| `{name}` | {head.unit} | {len(head.weights):,} | {f['rows']:,.0f} | {f['wrong']:.1%} | "
            f"{f['auc-unseen']:.3f} | {f['auc-in-sample']:.3f} | {f['found-at-1-percent-alarms']:.2f} | "
            f"{f['found-at-5-percent-alarms']:.2f} | {head.threshold:.3f} |"
        )
    out += [
        "",
        "`detached`, `omission` and `changed` were fitted on damage made on purpose: their figures in this table are of "
        "such damage. `omission` and `changed` judge words; as judges of whole segments:",
        "",
        "| head | AUC unseen | found at 1 % alarms | at 5 % |",
        "|---|---:|---:|---:|",
    ]
    out += [
        f"| `{name}` | "
        + " | ".join(
            f"{head.figures[f'segment-{key}']:.3f}"
            for key in ("auc-unseen", "found-at-1-percent-alarms", "found-at-5-percent-alarms")
        )
        + " |"
        for name, head in heads.items()
        if head.together is not None
    ]
    out += [
        "",
        drawn_how(seen),
        "",
        f"Code points of error spans, unseen documents (WMT en-de, zh-en), threshold {best[0]:.3f}: "
        f"precision {best[1]:.3f}, recall {best[2]:.3f}, F1 {best[3]:.3f}. By pair, the third never learnt from:",
        "",
        "| pair | rows | precision | recall | F1 |",
        "|---|---:|---:|---:|---:|",
    ]
    for known in (seen["wmt"], seen["unchecked"], seen["bio"]):
        for pair in sorted({row["lp"] for row in known.rows}):
            here = [place for place, row in enumerate(known.rows) if row["lp"] == pair]
            got = letters_f1([known.rows[at] for at in here], [known.tokens[at] for at in here], best[0])
            of = "bio " if known is seen["bio"] else "wmt "
            out.append(
                f"| {of}{pair} | {len(here):,} | " + " | ".join(f"{value:.3f}" for value in got) + " |"
            )
    alike = alike_many(seen["wmt"], seen["unchecked"])
    got = letters_f1(*alike, best[0])
    out.append(
        f"| wmt, alike many of each | {len(alike[0]):,} | "
        + " | ".join(f"{value:.3f}" for value in got)
        + " |"
    )
    out += [
        "",
        "## Hallucinations and omissions, German to English, never fitted on",
        "",
        "| | kind | rows | AUC | found at 5 % alarms |",
        "|---|---|---:|---:|---:|",
    ]
    hall = seen["hall"]
    place = {name: number for number, name in enumerate(FEATURES)}
    for label, values in (
        ("rules alone", hall.features[:, place["rules"]]),
        ("head `detached`", hall.odds["detached"]),
        ("head `omission`", hall.odds["omission"]),
        ("joined estimate", totals(weights, hall.features, hall.lost)),
    ):
        out += [
            f"| {label} | {kind} | {count} | {area:.3f} | {share:.2f} |"
            for kind, count, area, share in hallucinations(hall.rows, values)
        ]
    out += [
        "",
        "## Critical errors, unseen sources: AUC",
        "",
        "| | " + " | ".join(pairs := sorted({row["lp"] for row in seen["critical"].rows})) + " | mean |",
        "|---|" + "---:|" * (len(pairs) + 1),
    ]
    crit = seen["critical"]
    for label, values in (
        ("rules alone", crit.features[:, place["rules"]]),
        ("head `critical`", crit.odds["critical"]),
        ("joined estimate", unseen["critical"]),
    ):
        areas = critical_aucs(crit.rows, values)
        out.append(
            f"| {label} | "
            + " | ".join(f"{value:.3f}" for value in areas.values())
            + f" | {mean(areas.values()):.3f} |"
        )
    out += [
        "",
        "## The order of segments: Kendall's tau with what professionals deducted",
        "",
        "The weights of the rules (`estimate_weights/beside_source.toml`) had seen these rows: "
        "about 0.01 of what they add is that.",
        "",
        "| set | pair | rows | length of the source | rules | joined, in sample | joined, unseen |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    means: dict[str, list[float]] = {}
    for name in ("bio", "wmt", "unchecked"):
        known = seen[name]
        ways = (
            np.array([float(len(row["source"])) for row in known.rows]),
            known.features[:, place["rules"]],
            totals(weights, known.features, known.lost),
            unseen[name],
        )
        columns_ = [taus(known.rows, values) for values in ways]
        sizes = Counter(row["lp"] for row in known.rows)
        for pair in columns_[0]:
            shown = [column[pair] for column in columns_]
            out.append(
                f"| {'wmt' if name == 'unchecked' else name} | {pair} | {sizes[pair]:,} | "
                + " | ".join(f"{value:.3f}" for value in shown)
                + " |"
            )
            key = ["bio, all"] if name == "bio" else ["wmt, three pairs"]
            key += ["bio, three pairs"] if name == "bio" and pair in PAPER else []
            for one in key:
                means.setdefault(one, []).append(shown)  # type: ignore[arg-type]
    for one, rows in means.items():
        average = np.mean(np.array(rows), axis=0)
        out.append(f"| {one} | mean | | " + " | ".join(f"{value:.3f}" for value in average) + " |")
    low, gain, high = gain_over_length(seen["bio"], unseen["bio"])
    out += [
        "",
        f"Gain of the joined estimate over the length of the source on bio, all pairs, unseen: {gain:+.3f} "
        f"(95 % interval {low:+.3f} to {high:+.3f}, documents drawn again and again).",
        "",
        "| feature | weight |",
        "|---|---:|",
    ]
    out += [
        f"| `{name}` | {weight:.4f} |" for name, weight in (*weights.weights.items(), ("lost", weights.lost))
    ]
    out += minimal_pairs(seen["demetr"], weights)
    return "\n".join(out) + "\n"


def drawn_how(seen: dict[str, Figured]) -> str:
    """What was drawn for the figures, and how."""
    sizes = {name: f"{len(own.rows):,}" for name, own in seen.items()}
    return (
        f"Drawn by chance, always the same (`head_rows.py`, seeds 5, 13, 29): {sizes['wmt']} segments of WMT, at most {WMT} "
        f"of a document; {sizes['critical']} critical errors, at most {WRONG} wrong and {CRITICAL} right of a pair; "
        f"{sizes['damage']} sound translations of both and their damaged copies. All {sizes['bio']} segments of bio. Held "
        "out are fifths of the documents, all heads and the joined weights by the same fifths. How much critical errors "
        "count in the joined weights, and what lost content costs, is chosen inside each fold by bio, wmt, critical errors "
        "and damage; hallucinations and DEMETR have no part in it."
    )


def alike_many(*sets: Figured) -> tuple[list[Row], list[Any]]:
    """Rows of the sets and what was said of their tokens, of every pair as many as the rarest has."""
    every = [one for known in sets for one in zip(known.rows, known.tokens, strict=True)]
    fewest = min(Counter(row["lp"] for row, _ in every).values())
    taken: Counter[str] = Counter()
    rows, tokens = [], []
    for row, found in every:
        taken[row["lp"]] += 1
        if taken[row["lp"]] <= fewest:
            rows.append(row)
            tokens.append(found)
    return rows, tokens


def minimal_pairs(known: Figured, weights: Joined) -> list[str]:
    """Of good translations and damaged copies: how often the copy is worse, and what is found at 5 % alarms."""
    out = [
        "",
        "## DEMETR: a good translation and a damaged copy, ten languages into English, never fitted on",
        "",
        "Pairs: how often the copy is held for worse (ties half). Found: damaged copies that are held for worse than 95 % "
        "of the good translations from their language; the mean over kinds of damage.",
        "",
        "| | pairs, all | pairs, critical | found, critical | found, major | found, minor |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    sides = np.array([row["side"] for row in known.rows])
    languages = np.array([row["lp"] for row in known.rows])
    kinds = np.array([row["perturbation"] for row in known.rows])
    severities = np.array([row["severity"] for row in known.rows])
    for label, values in (
        ("rules alone", known.features[:, 0]),
        *((f"head `{name}`", odds) for name, odds in known.odds.items()),
        ("joined estimate", totals(weights, known.features, known.lost)),
    ):
        good, bad = values[sides == "good"], values[sides == "bad"]
        won = (bad > good) + (bad == good) / 2
        limits = {
            one: np.quantile(values[(languages == one) & (sides == "good")], 0.95) for one in set(languages)
        }
        over = np.array([value > limits[one] for value, one in zip(values, languages, strict=True)])

        def found(severity: str, over: Any = over) -> float:
            named = sorted(set(kinds[severities == severity]))
            return statistics.fmean(over[(kinds == kind) & (sides == "bad")].mean() for kind in named)

        of_pairs = severities[sides == "bad"]
        shown = [won.mean(), won[of_pairs == "critical"].mean()]
        shown += [found(severity) for severity in ("critical", "major", "minor")]
        out.append(f"| {label} | " + " | ".join(f"{value:.2f}" for value in shown) + " |")
    return out


def hallucinations(rows: Sequence[Row], values: Any) -> list[tuple[str, int, float, float]]:
    """Kind, rows, AUC and what is found at 5 % alarms, against the translations nobody found fault with."""
    kinds = {
        "fully detached": ("full-unsupport",),
        "detached or looping": ("full-unsupport", "strong-unsupport", "repetitions"),
        "omission": ("omission",),
    }
    every = ("repetitions", "omission", "strong-unsupport", "full-unsupport")

    def any_of(columns_: Sequence[str]) -> Any:
        return np.array([any(float(row[name] or 0) > 0 for name in columns_) for row in rows])

    right, found = ~any_of(every), []
    for kind, named in kinds.items():
        wrong = any_of(named)
        kept = wrong | right
        found.append(
            (
                kind,
                int(wrong.sum()),
                auc(values[kept], wrong[kept]),
                found_at(values[kept], wrong[kept], 0.05),
            )
        )
    return found


def critical_aucs(rows: Sequence[Row], values: Any) -> dict[str, float]:
    """AUC by pair."""
    found = {}
    for pair in sorted({row["lp"] for row in rows}):
        here = np.array([row["lp"] == pair for row in rows])
        wrong = np.array([row.get("label") == "ERR" for row in rows])[here]
        found[pair] = auc(values[here], wrong)
    return found
