"""Which language a text is written in: script first, then small words, then langdetect.

The script alone settles many languages. Among those that share one, the commonest small words decide
nearly every text of a few sentences, in microseconds and always the same way. `langdetect` (seeded, else
it answers differently from run to run) is asked only when they leave doubt and the text is long enough
for it: on a handful of letters its answer is noise, see docs.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from unicodedata import normalize

from audit.analysis.told_apart import nearest
from audit.language.function_words import telling_words
from audit.language.profiles import known_tags, languages_of_script, profile, scripts_of
from audit.language.relatives import related
from audit.language.script_names import script_name
from audit.language.scripts import script_of
from audit.model.language_evidence import Evidence, LanguageGuess

SAMPLE = 6000  # code points looked at: enough for certainty, cheap on any document
LETTERS_FOR_LANGDETECT = 40
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def sample_of(text: str) -> str:
    """At most SAMPLE code points: the beginning, the middle and the end."""
    if len(text) <= SAMPLE:
        return text
    part = SAMPLE // 3
    middle = (len(text) - part) // 2
    return "\n".join((text[:part], text[middle : middle + part], text[-part:]))


def letters_by_script(text: str) -> Counter[str]:
    """How many letters of each script (ISO 15924) a text holds."""
    found: Counter[str] = Counter()
    for char, count in Counter(text).items():
        if char.isalpha():
            found[script_of(char)] += count
    return found


def guess_language(text: str, letters_for_langdetect: int = LETTERS_FOR_LANGDETECT) -> LanguageGuess:
    """The language of a text with its evidence. `tag` is None when there is not enough to go by.

    langdetect is asked, if the small words leave doubt, for texts of `letters_for_langdetect` letters.
    """
    sample = normalize("NFC", sample_of(text))
    scripts = letters_by_script(sample)
    letters = scripts.total()
    if not letters:
        return LanguageGuess(None, 0.0)
    script, count = main_script(scripts)
    share = count / letters
    spoken = Evidence("script", f"{share:.0%} of {letters} letters are {script_name(script)}", share)
    candidates = languages_of_script(script)
    if len(candidates) > 1:
        candidates = tuple(tag for tag in candidates if not misses_a_script(tag, script, scripts))
    if not candidates:
        unsupported = Evidence("unsupported script", spoken.detail, share)
        return LanguageGuess(None, 0.0, (spoken if languages_of_script(script) else unsupported,))
    if len(candidates) == 1:
        return LanguageGuess(candidates[0], round(share * min(1.0, letters / 10), 2), (spoken,))
    return _among(sample, script, candidates, spoken, letters >= letters_for_langdetect)


def misses_a_script(tag: str, script: str, scripts: Counter[str]) -> bool:
    """True when a language that writes with several scripts at once shows only one here (Japanese without kana).

    One with a variant for an alphabet (Serbian) writes in one of them at a time.
    """
    others = [other for other in scripts_of(tag) if other != script]
    one_at_a_time = any(f"{tag}-{variant}" in known_tags() for variant in (script, *others))
    return bool(others) and not one_at_a_time and not any(scripts[other] for other in others)


def main_script(scripts: Counter[str]) -> tuple[str, int]:
    """The leading script and its letters; kana makes a text Japanese however many Han letters it has."""
    leading = scripts.most_common(1)[0]
    kana = scripts["Hira"] + scripts["Kana"]
    if kana * 8 > scripts["Hani"] and kana + scripts["Hani"] > leading[1]:
        return "Hira", kana + scripts["Hani"]
    return leading


def _among(
    sample: str, script: str, candidates: tuple[str, ...], spoken: Evidence, long_enough: bool
) -> LanguageGuess:
    words = WORD.findall(sample.lower())
    telling = telling_words()
    points: defaultdict[str, float] = defaultdict(float)
    hits: Counter[str] = Counter()
    for word, count in Counter(words).items():
        tags = [tag for tag in telling.get(word, ()) if tag in candidates]
        for tag in tags:
            points[tag] += count / len(tags)
            hits[tag] += count
    # Letters of another script are quotations or leftovers: they say nothing about this one's languages.
    strange = {
        char: n for char, n in Counter(sample.lower()).items() if char.isalpha() and script_of(char) == script
    }
    strangers: Counter[str] = Counter()
    for tag in in_question(candidates, points):
        facts = profile(tag)
        alphabet = facts.letters + facts.extra_letters
        # Letters a language does not have speak against it; accents on a few names do not weigh much.
        strangers[tag] = sum(n for char, n in strange.items() if char not in alphabet)
        points[tag] -= 2 * strangers[tag]
    ranked = sorted(candidates, key=lambda tag: (-points[tag], tag))
    best, second = ranked[0], ranked[1]
    few = hits[best] < FEWEST_SMALL * len(words)  # names and borrowed words, not a language
    if points[best] >= 3 and points[best] >= 1.4 * max(points[second], 0) and not few:
        lead = 1 - max(points[second], 0) / points[best]
        detail = small_words(hits[best], len(words), best)
        return LanguageGuess(
            best, round(min(0.99, 0.6 + lead * 0.4), 2), (Evidence("small words", detail, lead), spoken)
        )
    if long_enough:
        found = ask_langdetect(sample)
        for tag, probability in found:
            # Some languages are unknown to langdetect: it then names a neighbour that the small words refute.
            if tag in candidates and points[best] - points[tag] < 2:
                told = _of_relatives(tag, words, script, candidates)
                if told is not None:
                    return _nearest(told, spoken)
                detail = f"langdetect says {profile(tag).name} ({probability:.2f})"
                return LanguageGuess(
                    tag,
                    round(min(0.95, probability), 2),
                    (Evidence("langdetect", detail, probability), spoken),
                )
    told = None if few else _of_relatives(best, words, script, candidates)
    if told is not None:
        return _nearest(told, spoken)
    fitting = [tag for tag in candidates if not strangers[tag]]
    if len(fitting) == 1:
        detail = f"only {profile(fitting[0]).name} has all its letters"
        return LanguageGuess(fitting[0], 0.7, (Evidence("letters", detail, 0.7), spoken))
    if points[best] > 0 and not few:
        detail = small_words(hits[best], len(words), best)
        return LanguageGuess(best, 0.5, (Evidence("small words", detail, 0.5), spoken))
    return LanguageGuess(None, 0.0, (spoken,))


def _of_relatives(tag: str, words: Sequence[str], script: str, candidates: Sequence[str]) -> str | None:
    """The one of a language and its close relatives whose words these are. They share most small words, and
    langdetect does not know all of them."""
    group = [other for other in candidates if related(other, tag)]
    return nearest(words, script, group) if len(group) > 1 else None


def _nearest(tag: str, spoken: Evidence) -> LanguageGuess:
    detail = f"its words are rather those of {profile(tag).name} than of a close relative"
    return LanguageGuess(tag, SURE_OF_RELATIVE, (Evidence("words", detail, SURE_OF_RELATIVE), spoken))


def small_words(hits: int, words: int, tag: str) -> str:
    """How many of the words are small words of a language, for people."""
    small = "is a small word" if hits == 1 else "are small words"
    return f"{hits} of {words} {'word' if words == 1 else 'words'} {small} of {profile(tag).name}"


def ask_langdetect(text: str) -> tuple[tuple[str, float], ...]:
    """langdetect's candidates (our tags, probability), best first; the same answer every time."""
    from langdetect import DetectorFactory, detect_langs
    from langdetect.lang_detect_exception import LangDetectException

    DetectorFactory.seed = 0
    try:
        found = detect_langs(text)
    except LangDetectException:  # no features at all: digits, signs
        return ()
    renamed = {"zh-cn": "zh", "zh-tw": "zh", "no": "nb"}
    return tuple((renamed.get(item.lang, item.lang), item.prob) for item in found)


SURE_OF_RELATIVE = 0.8
FEWEST_SMALL = 0.02  # share of the words: text of any language with listed small words holds far more
CLEAR_LEAD = 20  # points


def in_question(candidates: tuple[str, ...], points: dict[str, float]) -> list[str]:
    """The candidates whose letters need a look: in a text of many small words only those near the lead.

    A profile takes a third of a millisecond to open, and there are forty with Latin letters.
    """
    lead = max((points.get(tag, 0.0) for tag in candidates), default=0.0)
    return [tag for tag in candidates if lead < CLEAR_LEAD or points.get(tag, 0.0) * 4 >= lead]
