"""Fits heads over an encoder on a user's labels, and the weights that join them with the signs of the estimate."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from audit.model.errors import UsageError
from audit.model.model_choice import ModelChoice, ModelKind
from audit.model.settings import Settings
from audit.neural.damage import DETACHED, OMISSIONS, Row, damaged_copies
from audit.neural.encoder import Encoder, Vectors
from audit.neural.head import Head, read_head
from audit.neural.head_features import layers_of, segment_features, token_features, width_of
from audit.neural.head_fit import Learnt, Recipe, auc, fitted_head, odds_of, part, sigmoid, unseen_odds
from audit.neural.head_recipes import omission_by_segments, recipes
from audit.neural.head_spans import judged
from audit.neural.profile import FORMAT, Profile, Weighted, WeightedBoth
from audit.neural.watching import Far, tell
from audit.run.calibrate import FOLDS, Signs, fitted_signs, mean_tau, part_of
from audit.run.label_rows import Label
from audit.score.estimate.fit_joined import fitted_joined, known, totals
from audit.score.estimate.with_heads import FEATURES, HEADS, OPTIONAL, features_of, lost_of, shipped_joined

GIVEN = ("omission", "changed")  # heads of words that ship: what they were taught by needs no labels
AT_ONCE = 64  # rows whose vectors are in memory
FEWEST = 30  # of the right and of the wrong, to fit a head
MOST_DAMAGED = 2400  # sound translations that are damaged
MOST_TOKENS = 100_000  # that a head of tokens is fitted on: half a gigabyte
SOUND = 0.4  # where only points are known: the share with the fewest, which counts as sound
SOUND_POINTS = 1.0
CRITICAL = 25.0
LICENCE = "that of the labels"


class FittedHead(NamedTuple):
    """A head of the profile and how it does: AUC on unseen labels, of it and of the one that ships; None where it could not
    be told. `fitted`: on these labels, else it is the one that ships."""

    head: Head
    rows: int
    wrong: int
    unseen: float | None
    shipped: float | None
    fitted: bool


class HeadCalibration(NamedTuple):
    """A profile and what it is worth: Kendall's tau with the labels in language pairs on the average, on unseen labels, of
    the signs alone and joined with all heads; None where one of the heads is `lacking`, with what it needs."""

    profile: Profile
    heads: tuple[FittedHead, ...]
    lacking: tuple[str, ...]
    labels: int
    left_out: int
    signs: float
    joined: float | None


class Tables(NamedTuple):
    """What an encoder says of labels and of damaged copies. `segments` has a row for every text. `tokens` has the tokens of
    the labels `told`, as many as there is room for; `lengths` says how many each has, `spans` where they stand. `given` has
    what heads that ship say of every label, by name."""

    segments: Any
    given: dict[str, list[float]]
    tokens: Any
    told: list[int]
    lengths: list[int]
    spans: list[tuple[tuple[int, int], ...]]


def calibrated_heads(
    labels: Sequence[Label], settings: Settings, encoder: Path | str, prefix: str, licence: str = LICENCE
) -> HeadCalibration:
    """A profile for the labels over an encoder. Raises UsageError for too few labels, or none that a head can learn from."""
    import numpy as np

    signs = fitted_signs(labels, settings)
    copies = damaged_labels(signs)
    model = Encoder(ModelChoice(ModelKind.SIMILARITY, str(encoder), prefix=prefix))
    name = Path(encoder).name
    made = {one.name: one for one in recipes(model.last, name, model.prefix, signs.figures, licence)}
    given = {key: head for key in GIVEN if (head := shipped_head(made[key], model)) is not None}
    if "omission" not in given:
        made["omission"] = omission_by_segments(model.last, name, model.prefix, signs.figures, licence)
    tables = tables_of(signs, copies, model, made, given)
    fits: list[FittedHead] = []
    lacking: list[str] = []
    unseen: dict[str, Any] = {}
    for key in HEADS:
        if key in given:
            fits.append(FittedHead(given[key], 0, 0, None, None, False))
            continue
        if key in OPTIONAL:
            continue
        learnt = learnt_of(key, made[key], signs, copies, tables, made["critical"].features, model.width)
        fit, odds = fitted_or_shipped(made[key], learnt, model)
        if fit is None:
            lacking.append(f"{key}: {needed(key)}")
            continue
        fits.append(fit)
        unseen[key] = odds
    if not fits:
        raise UsageError(f"no head can be fitted on these labels; they need, for {'; for '.join(lacking)}")
    counts = len(signs.kept), len(labels) - len(signs.kept)
    by_signs = round(mean_tau(signs.points, signs.unseen, signs.pairs), 4)
    heads = tuple(fit.head for fit in fits)
    if lacking:
        return HeadCalibration(Profile(FORMAT, heads), tuple(fits), tuple(lacking), *counts, by_signs, None)
    features, lost = joined_features(signs, tables, fits, unseen, made["critical"].features, model.width)
    figures = f"{signs.figures}, with {'+'.join(HEADS)} over {name}"
    # Labels hardly know what is no translation at all: what that costs is kept.
    prior = shipped_joined()
    joined = fitted_joined([known(features, lost, signs.points, signs.hands)], figures, prior=prior)
    parts = np.array([part_of(label) for label in signs.kept])
    found = np.zeros(len(signs.kept))
    for fold in range(FOLDS):
        here = parts == fold
        if here.any() and not here.all():
            hands = [hand for hand, one in zip(signs.hands, here, strict=True) if not one]
            others = known(features[~here], lost[~here], signs.points[~here], hands)
            found[here] = totals(fitted_joined([others], "", prior=prior), features[here], lost[here])
    profile = Profile(
        FORMAT,
        heads,
        Weighted(signs.weights.figures, signs.weights.bias, signs.weights.weights),
        WeightedBoth(joined.figures, joined.bias, joined.weights, joined.lost_bias, joined.lost),
    )
    by_both = round(mean_tau(signs.points, found, signs.pairs), 4)
    return HeadCalibration(profile, tuple(fits), (), *counts, by_signs, by_both)


def needed(key: str) -> str:
    """What a head needs of labels."""
    if key == "spans":
        return f"{FEWEST} translations with marked stretches (column errors), or multilingual-e5-small as the encoder"
    if key == "critical":
        return f"{FEWEST} with a critical error and {FEWEST} without, or multilingual-e5-small as the encoder"
    return f"{FEWEST} sound translations that can be damaged"


def damaged_labels(signs: Signs) -> list[Row]:
    """Sound translations among the labels, and damaged copies of them."""
    import numpy as np

    limit = max(SOUND_POINTS, float(np.quantile(signs.points, SOUND)))
    pairs = [
        {"lp": pair, "doc": label.document or label.source, "source": label.source, "target": label.target}
        for label, pair in zip(signs.kept, signs.pairs, strict=True)
        if sound(label, limit)
    ]
    return damaged_copies(pairs, MOST_DAMAGED, random.Random(13))


def sound(label: Label, limit: float) -> bool:
    """True for a translation in which nobody marked more than minor errors, or that has lost few points."""
    if label.errors is not None:
        return all(error.severity.lower() == "minor" for error in label.errors)
    if label.wrong is not None:
        return not label.wrong
    return label.points <= limit


def tables_of(
    signs: Signs, copies: Sequence[Row], model: Encoder, made: dict[str, Recipe], heads: dict[str, Head]
) -> Tables:
    """Ask the encoder about all texts, some at a time, and keep the features alone."""
    import numpy as np

    of_tokens, of_segments = made["spans"].features, made["critical"].features
    layers = layers_of([*of_tokens, *of_segments, *made["omission"].features], model.last)
    pairs = [(label.target, label.source) for label in signs.kept] + [
        (r["target"], r["source"]) for r in copies
    ]
    width = width_of(of_segments, model.width)
    segments, tokens = np.zeros((len(pairs), width), np.float32), []
    told: list[int] = []
    lengths: list[int] = []
    spans: list[tuple[tuple[int, int], ...]] = []
    given = {key: [0.0] * len(signs.kept) for key in heads}
    order = beside_their_labels(signs, copies)
    made_of = encoded_pairs([pairs[place] for place in order], model, layers)
    for place, (target, source) in zip(order, made_of, strict=True):
        if not target.spans or not source.spans:
            continue
        texts = pairs[place]
        segments[place] = segment_features(*texts, target, source, of_segments, model.last)[0].numpy()
        if place >= len(signs.kept):
            continue
        for key, head in heads.items():
            given[key][place] = judged(head, *texts, target, source, model.last).figures["error"]
        if sum(lengths) < MOST_TOKENS:
            tokens.append(token_features(*texts, target, source, of_tokens, model.last).numpy())
            told.append(place)
            lengths.append(len(target.spans))
            spans.append(target.spans)
    table = np.concatenate(tokens).astype(np.float32) if tokens else np.zeros((0, 0), np.float32)
    return Tables(segments, given, table, told, lengths, spans)


def beside_their_labels(signs: Signs, copies: Sequence[Row]) -> list[int]:
    """The places of labels and, after each, of the copies of it: so a text that both have is asked about once."""
    labels = {(label.source, label.target): place for place, label in enumerate(signs.kept)}
    keys: list[int] = list(range(len(signs.kept)))
    label = 0
    for row in copies:
        label = labels[row["source"], row["target"]] if row["kind"] == "" else label
        keys.append(label)
    return sorted(range(len(keys)), key=lambda place: keys[place])


def encoded_pairs(
    pairs: Sequence[tuple[str, str]], model: Encoder, layers: Sequence[int]
) -> Iterator[tuple[Vectors, Vectors]]:
    """The vectors of both sides of each pair, in order."""
    tell(Far("heads", 0, len(pairs)))
    for start in range(0, len(pairs), AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        texts = list(dict.fromkeys(side for pair in some for side in pair))
        known = dict(zip(texts, model.vectors(texts, layers), strict=True))
        for target, source in some:
            yield known[target], known[source]
        tell(Far("heads", start + len(some), len(pairs), len(some)))


def learnt_of(
    key: str,
    recipe: Recipe,
    signs: Signs,
    copies: Sequence[Row],
    tables: Tables,
    names: Sequence[str],
    width: int,
) -> Learnt | None:
    """What a head is to learn; None where the labels do not say it."""
    import numpy as np

    if key == "spans":
        return of_tokens(signs, tables)
    if key == "critical":
        said = [critical(label) for label in signs.kept]
        places = [place for place, one in enumerate(said) if one is not None]
        wrong = np.array([bool(said[place]) for place in places])
        groups = np.array([part(document(signs.kept[place])) for place in places])
    else:
        kinds = DETACHED | OMISSIONS if key == "detached" else OMISSIONS
        chosen = [number for number, row in enumerate(copies) if row["kind"] in {"", *kinds}]
        places = [len(signs.kept) + number for number in chosen]
        wrong = np.array([copies[number]["kind"] in kinds for number in chosen])
        groups = np.array([part(copies[number]["doc"]) for number in chosen])
    if len(places) < 2 * FEWEST or min(wrong.sum(), (~wrong).sum()) < FEWEST or len(set(groups.tolist())) < 2:
        return None
    weights = np.where(wrong, 0.5 / wrong.mean(), 0.5 / (1 - wrong.mean()))
    table = tables.segments[places][:, columns(recipe.features, names, width)]
    return Learnt(table, wrong, groups, weights, np.ones(len(places), dtype=int))


def of_tokens(signs: Signs, tables: Tables) -> Learnt | None:
    """The tokens of labels with marked stretches."""
    import numpy as np

    wrong: list[bool] = []
    groups: list[int] = []
    weights: list[float] = []
    with_errors = 0
    for place, spans in zip(tables.told, tables.spans, strict=True):
        label = signs.kept[place]
        if label.errors is None:
            continue
        there = [(e.start, e.end) for e in label.errors if e.start is not None and e.end]
        with_errors += bool(there)
        wrong += [any(start < stop and begin < end for begin, stop in there) for start, end in spans]
        weights += [float(end - start) for start, end in spans]
        groups += [part(document(label))] * len(spans)
    if with_errors < FEWEST or all(wrong) or len(set(groups)) < 2:
        return None
    texts = np.array([signs.kept[place].errors is not None for place in tables.told])
    lengths = np.array(tables.lengths)
    table = tables.tokens[np.repeat(texts, lengths)]
    return Learnt(table, np.array(wrong), np.array(groups), np.array(weights), lengths[texts])


def critical(label: Label) -> bool | None:
    """Whether there is a critical error in a translation, where the label says it."""
    if label.wrong is not None:
        return label.wrong
    if label.errors is not None:
        return any(error.severity.lower() == "critical" for error in label.errors)
    return label.points >= CRITICAL


def document(label: Label) -> str:
    """What is held out together."""
    return label.document or label.source


def columns(wanted: Sequence[str], names: Sequence[str], width: int) -> list[int]:
    """Where features stand in a table of the features `names`."""
    places, place = {}, 0
    for name in names:
        size = width_of([name], width)
        places[name] = list(range(place, place + size))
        place += size
    return [column for name in wanted for column in places[name]]


def fitted_or_shipped(recipe: Recipe, learnt: Learnt | None, model: Encoder) -> tuple[FittedHead | None, Any]:
    """The better of a head that is fitted and the one that ships, by labels that neither has seen; the log odds of unseen
    rows where it is the fitted one. None where there is neither."""
    shipped = shipped_head(recipe, model)
    if learnt is None:
        return (None if shipped is None else FittedHead(shipped, 0, 0, None, None, False)), None
    rows, wrong = len(learnt.wrong), int(learnt.wrong.sum())
    odds = unseen_odds(learnt, recipe)
    own = round(auc(odds, learnt.wrong), 4)
    there = None
    if shipped is not None:
        there = round(auc(odds_of(shipped, learnt.table, learnt.lengths), learnt.wrong), 4)
        if there >= own:
            return FittedHead(shipped, rows, wrong, own, there, False), None
    return FittedHead(fitted_head(learnt, recipe, odds), rows, wrong, own, there, True), odds


def shipped_head(recipe: Recipe, model: Encoder) -> Head | None:
    """The head that ships, where it fits the encoder: the same features of as many numbers."""
    head = read_head(recipe.name)
    fits = head.features == recipe.features and width_of(head.features, model.width) == len(head.weights)
    return head if fits else None


def joined_features(
    signs: Signs,
    tables: Tables,
    fits: Sequence[FittedHead],
    unseen: dict[str, Any],
    names: Sequence[str],
    width: int,
) -> tuple[Any, Any]:
    """The features of the joined estimate for every label, and what it knows as `lost`: of heads that were fitted on the
    label, by those that had not seen its document; the signs likewise."""
    import numpy as np

    heads = {fit.head.name: fit.head for fit in fits}
    count = len(signs.kept)
    probabilities: dict[str, Any] = dict(tables.given)
    for key in heads.keys() - {"spans", *probabilities}:
        head = heads[key]
        table = tables.segments[:count][:, columns(head.features, names, width)]
        odds = odds_of(head, table, np.ones(count, dtype=int))
        if key == "critical" and unseen.get(key) is not None:
            told = [place for place, label in enumerate(signs.kept) if critical(label) is not None]
            odds[told] = unseen[key]
        slope, intercept = head.calibration
        probabilities[key] = sigmoid(slope * odds + intercept)
    tokens = token_probabilities(signs, tables, heads["spans"], unseen["spans"])
    usual = sorted(tokens.values(), key=max)[len(tokens) // 2]  # of what there was no room for
    found, lost = [], []
    for place in range(count):
        figures = {key: float(values[place]) for key, values in probabilities.items()}
        made = features_of(float(signs.unseen[place]), figures, tokens.get(place, usual))
        found.append([made[name] for name in FEATURES])
        lost.append(lost_of(figures))
    return np.array(found), np.array(lost)


def token_probabilities(signs: Signs, tables: Tables, head: Head, unseen: Any) -> dict[int, list[float]]:
    """By label: how probable it is that each token is wrong, by heads that had not seen the label where it taught one."""
    import numpy as np

    lengths = np.array(tables.lengths)
    odds = odds_of(head, tables.tokens, lengths)
    if unseen is not None:
        taught = np.array([signs.kept[place].errors is not None for place in tables.told])
        odds[np.repeat(taught, lengths)] = unseen
    slope, intercept = head.calibration
    cut = np.split(sigmoid(slope * odds + intercept), np.cumsum(lengths)[:-1])
    return {place: some.tolist() for place, some in zip(tables.told, cut, strict=True)}
