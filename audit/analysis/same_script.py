"""Stretches of another language in the script of the target language."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from audit.analysis.text_view import SEPARATOR, TextView
from audit.analysis.word_costs import WordCosts
from audit.language.language_model import language_model
from audit.model.role import Role

SUSPICIOUS = 2.0
INSIDE, AT_SENTENCE, AT_LINE = 7.0, 5.5, 4.0
NAME_SHARE = 0.1
ENDS = ".!?…:"


class Stretch(NamedTuple):
    start: int
    end: int
    language: str
    words: int
    gain: float
    whole: bool


@cache
def costs_of(script: str, own: str) -> WordCosts:
    return WordCosts(script, own)


def script_and_tag(tag):
    base = tag.split("-")[0]
    for script, tags in language_model().header.scripts.items():
        if base in tags:
            return script, base
    return None


def stretches(view: TextView) -> list[Stretch]:
    return view.remember("same script", lambda: _find(view))


def _find(view):
    own = script_and_tag(view.language.tag)
    if own is None:
        return []
    script, tag = own
    costs = costs_of(script, tag)
    columns = costs.columns()
    source = view.source.tag.split("-")[0] if view.source else None
    known = source in columns
    gains = {word: costs.gains(word) for word in view.vocabulary if word.isalpha()}
    if known:
        col = columns.index(source)
        score = {w: g[col] for w, g in gains.items()}
        return decode(view, score, source, 0)
    best = {w: max(g) for w, g in gains.items()}
    first = decode(view, best, "", 3.0)
    if not first:
        return []
    votes = [0.0] * len(columns)
    for s in first:
        ws = view.words[word_at(view, s.start): word_at(view, s.end)]
        sums = [sum(gains[w][c] for w in ws if w in gains) for c in range(len(columns))]
        for c, v in enumerate(sums):
            votes[c] += max(0, v)
    col = max(range(len(columns)), key=votes.__getitem__)
    return decode(view, {w: g[col] for w, g in gains.items()}, columns[col], 1.0)


def word_at(view, offset):
    return bisect_left(view.word_starts, offset)


def decode(view, score, language, extra):
    words = view.words
    suspicious = {w for w, s in score.items() if s >= SUSPICIOUS}
    if not suspicious:
        return []
    starts = view.word_starts
    found = []
    done = -1
    for i, w in enumerate(words):
        if w in suspicious and i >= done:
            seg = view.segment_at(starts[i])
            a, b = view.bounds(seg)
            first, last = bisect_left(starts, a), bisect_left(starts, b)
            if not words[first]:
                first += 1
            done = last
            if view.segments[seg].role is Role.CREDIT:
                continue
            if sum(score.get(x, 0) for x in words[first:last] if x in suspicious) < 2 * AT_LINE:
                continue
            found += line(view, score, first, last, a, b, language, extra)
    return found


def line(view, score, first, last, a, b, language, extra):
    text, words, gaps, starts = view.text, view.words, view.gaps, view.word_starts
    caps = [text[starts[i]].isupper() for i in range(first, last)]
    upper = text[a:b].isupper()
    em, sw = [], []
    for k, i in enumerate(range(first, last)):
        s = score.get(words[i], 0.0)
        gap = gaps[i - 1] if i else SEPARATOR
        begin = k == 0
        sentence = begin or any(c in ENDS for c in gap)
        if caps[k] and not upper and not sentence:
            s *= NAME_SHARE
        em.append(s)
        sw.append((AT_LINE if begin else AT_SENTENCE if sentence or any(c in '«»“”"()[]' for c in gap) else INSIDE) + extra)
    # Viterbi, states 0 own 1 other
    v0, v1 = 0.0, -sw[0] + em[0]
    back = []
    for k in range(1, len(em)):
        c = sw[k]
        p0 = v1 - c > v0
        p1 = v0 - c > v1
        back.append((p0, p1))
        v0, v1 = max(v0, v1 - c), max(v1, v0 - c) + em[k]
    state = 1 if v1 - AT_LINE - extra > v0 else 0
    st = [state]
    for p0, p1 in reversed(back):
        if state == 0 and p0:
            state = 1
        elif state == 1 and p1:
            state = 0
        st.append(state)
    st.reverse()
    out = []
    k = 0
    while k < len(st):
        if st[k]:
            e = k
            while e + 1 < len(st) and st[e + 1]:
                e += 1
            i, j = first + k, first + e
            out.append(Stretch(starts[i], starts[j] + len(words[j]), language, e - k + 1, sum(em[k:e + 1]), k == 0 and e == len(st) - 1))
            k = e
        k += 1
    return out
