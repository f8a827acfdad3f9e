"""Ways to find fragments of another language in a document: the audit, and language identifiers line by line."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
from fragment_scores import Document, Spans, lines, same_language

UNTRANSLATED = "accuracy/untranslated"
Finder = Callable[[Document], Spans]


class Way(NamedTuple):
    """One way to find fragments. `short` heads a column; `sample` is how many documents it gets."""

    name: str
    short: str
    make: Callable[[Sequence[str]], Finder]
    sample: int = 1_000_000


def audit_way(*, given: bool) -> Callable[[Sequence[str]], Finder]:
    """The audit as shipped, checks in preview included; what it hides as merely possible is not counted."""

    def make(_: Sequence[str]) -> Finder:
        from audit import Auditor
        from audit.model.settings import Settings

        auditors: dict[tuple[str, str | None], Auditor] = {}

        def find(document: Document) -> Spans:
            key = document["target_lang"], document["source_lang"] if given else None
            if key not in auditors:
                auditors[key] = Auditor(target=key[0], source=key[1], settings=Settings(preview=True))
            return [
                (finding.start, finding.end)
                for finding in auditors[key].check_text(document["text"]).shown
                if finding.category.startswith(UNTRANSLATED)
            ]

        return find

    return make


def by_line(identify: Callable[[str, Document], str | None]) -> Finder:
    """Lines that are identified as another language than the document's."""

    def find(document: Document) -> Spans:
        found = []
        for start, end in lines(document["text"]):
            language = identify(document["text"][start:end], document)
            if language is not None and not same_language(language, document["target_lang"]):
                found.append((start, end))
        return found

    return find


class Lingua:
    """Detectors of lingua, one for each set of languages."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, ...], Any] = {}

    def of(self, languages: Sequence[str]) -> Any:
        """For these languages; for all when there are none."""
        key = tuple(sorted(set(languages)))
        if key not in self._made:
            from lingua import IsoCode639_1, LanguageDetectorBuilder

            codes = [getattr(IsoCode639_1, tag.upper()) for tag in key]
            builder = (
                LanguageDetectorBuilder.from_iso_codes_639_1(*codes)
                if codes
                else LanguageDetectorBuilder.from_all_languages()
            )
            self._made[key] = builder.build()
        return self._made[key]


def lingua_languages(document: Document, languages: Sequence[str], scope: str) -> Sequence[str]:
    """The candidates: all, those of the data, or the two of the pair."""
    if scope == "pair":
        return document["target_lang"], document["source_lang"]
    return languages if scope == "data" else ()


def lingua_way(scope: str) -> Callable[[Sequence[str]], Finder]:
    """One language a line."""

    def make(languages: Sequence[str]) -> Finder:
        detectors = Lingua()

        def identify(line: str, document: Document) -> str | None:
            detector = detectors.of(lingua_languages(document, languages, scope))
            found = detector.detect_language_of(line)
            return found.iso_code_639_1.name.lower() if found else None

        return by_line(identify)

    return make


def lingua_multiple_way(scope: str) -> Callable[[Sequence[str]], Finder]:
    """Several languages a line, as `detect_multiple_languages_of` cuts it."""

    def make(languages: Sequence[str]) -> Finder:
        detectors = Lingua()

        def find(document: Document) -> Spans:
            detector = detectors.of(lingua_languages(document, languages, scope))
            found = []
            for start, end in lines(document["text"]):
                for part in detector.detect_multiple_languages_of(document["text"][start:end]):
                    if not same_language(part.language.iso_code_639_1.name, document["target_lang"]):
                        found.append((start + part.start_index, start + part.end_index))
            return found

        return find

    return make


def langdetect_way(*, restricted: bool) -> Callable[[Sequence[str]], Finder]:
    """langdetect, seeded for every line; restricted by a prior of zero for other languages."""

    def make(languages: Sequence[str]) -> Finder:
        from langdetect import DetectorFactory, detector_factory
        from langdetect.lang_detect_exception import LangDetectException

        detector_factory.init_factory()
        factory = detector_factory._factory
        DetectorFactory.seed = 0
        known = [tag for tag in factory.get_lang_list() if any(same_language(tag, one) for one in languages)]
        prior = dict.fromkeys(known, 1.0)

        def identify(line: str, _: Document) -> str | None:
            detector = factory.create()
            if restricted:
                detector.set_prior_map(prior)
            detector.append(line)
            try:
                found = str(detector.detect())
            except LangDetectException:  # no letters it knows
                return None
            return None if found == "unknown" else found

        return by_line(identify)

    return make


def py3langid_way(*, restricted: bool) -> Callable[[Sequence[str]], Finder]:
    """py3langid's own model."""

    def make(languages: Sequence[str]) -> Finder:
        import py3langid

        # One identifier for the whole process.
        py3langid.set_languages(list(languages) if restricted else None)
        return by_line(lambda line, _: str(py3langid.classify(line)[0]))

    return make


def pycld2_way(_: Sequence[str]) -> Finder:
    """CLD2's best guess for a line; it cannot be told which languages to expect."""
    import pycld2

    def identify(line: str, _: Document) -> str | None:
        try:
            _, _, details = pycld2.detect(line, isPlainText=True, bestEffort=True)
        except pycld2.error:  # characters it refuses
            return None
        code = str(details[0][1])
        return None if code == "un" else code

    return by_line(identify)


WAYS = (
    Way("audit, source language given", "audit, given", audit_way(given=True)),
    Way("audit, source language not given", "audit", audit_way(given=False)),
    Way("lingua, several a line, the two of the pair", "lingua multi 2", lingua_multiple_way("pair")),
    Way("lingua, several a line, those of the data", "lingua multi", lingua_multiple_way("data"), 300),
    Way("lingua, several a line, all", "lingua multi all", lingua_multiple_way("all"), 60),
    Way("lingua, the two of the pair", "lingua 2", lingua_way("pair")),
    Way("lingua, those of the data", "lingua", lingua_way("data")),
    Way("lingua, all", "lingua all", lingua_way("all"), 150),
    Way("langdetect, those of the data", "langdetect", langdetect_way(restricted=True), 300),
    Way("langdetect, all", "langdetect all", langdetect_way(restricted=False), 300),
    Way("py3langid, those of the data", "py3langid", py3langid_way(restricted=True)),
    Way("py3langid, all", "py3langid all", py3langid_way(restricted=False)),
    Way("pycld2, all", "pycld2", pycld2_way),
)
