"""Finds the configuration, reads it, and refuses what it does not understand, with file and line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from audit.config.model_choices import model_fault, with_folders
from audit.config.toml_lines import KeyPath, key_lines, line_of
from audit.config.word_pattern import pattern_fault
from audit.files.globs import glob_fault
from audit.language.term_list import parse_terms
from audit.model.errors import SettingsError, UsageError
from audit.model.model_choice import Device, ModelChoice, ModelKind, Precision
from audit.model.mqm import Severity
from audit.model.settings import (
    Configuration,
    IgnoreWhere,
    OutputChoice,
    OutputFormat,
    PathRule,
    Settings,
    SideFile,
)

OWN_FILE, SHARED_FILE = "audit.toml", "pyproject.toml"
TERMS_FILE = "terms.txt"  # read when it stands beside the configuration and no other is named
BASELINE_FILE = "audit-baseline.json"  # the same
LONGEST_TERM = 80  # code points; a file of that name with a longer line is a document, not a list
ENUMS: dict[str, type[StrEnum]] = {
    "kind": ModelKind,
    "device": Device,
    "precision": Precision,
    "format": OutputFormat,
}
GLOSSARY_RULES = ("required", "forbidden", "keep")
SHARED_TABLE = ("tool", "audit")
T = TypeVar("T", bound=msgspec.Struct)


# What people look for in a configuration, and why it is not there: such a file may come with a repository.
NEVER_SET = {
    "allow-download": "not in a file; say it for one run: `audit check --allow-download`, or fetch models once with "
    "`audit models check --allow-download`",
    "trust-remote-code": "never: no code of a model is run; stock classes of transformers load what can be loaded",
}


class FoundConfiguration(msgspec.Struct, frozen=True):
    """A configuration, the file it came from (None: the defaults) and the folder its globs start at.

    `unnamed_baseline`: its baseline is not named, it stands where baselines are looked for. `below`: those that hold
    for documents in folders of their own, in the order of `InForce.below` (`audit/config/below.py`).
    """

    configuration: Configuration
    file: Path | None
    folder: Path
    unnamed_baseline: bool = False
    below: "tuple[FoundConfiguration, ...]" = ()

    def every(self) -> "Iterator[FoundConfiguration]":
        """This one, and those that are nearer to some of the documents."""
        yield self
        yield from self.below


def find_configuration(start: Path) -> FoundConfiguration:
    """The nearest `audit.toml`, or `pyproject.toml` with a `[tool.audit]` table, from `start` upwards.

    In one folder `audit.toml` wins. Nothing is merged: the first one found is the whole configuration.
    """
    for folder in (start, *start.parents):
        if (found := configuration_in(folder)) is not None:
            return found
    found = FoundConfiguration(with_terms_beside(Configuration(), start), None, start)
    return with_baseline_of(found, _up_to_repository(start))


def configuration_in(folder: Path) -> FoundConfiguration | None:
    """The configuration that lies in a folder itself. Raises SettingsError for one that is not understood."""
    own = folder / OWN_FILE
    if own.is_file():
        return read_configuration(own)
    shared = folder / SHARED_FILE
    # Looking for the name first keeps other people's broken files, and the parser, out of our way.
    if shared.is_file() and b"audit" in shared.read_bytes():
        text = _text(shared, str(shared))
        if "audit" in _parsed(text, _shown(shared)).get("tool", {}):
            return read_configuration(shared)
    return None


def read_configuration(file: Path) -> FoundConfiguration:
    """One configuration file. Raises SettingsError for anything in it that is not understood."""
    shown = _shown(file)
    text = _text(file, shown)
    data: Any = _parsed(text, shown)
    prefix: KeyPath = ()
    if file.name == SHARED_FILE:
        prefix = SHARED_TABLE
        data = data.get("tool", {}).get("audit", {})
    reader = _Reader(shown, key_lines(text), prefix)
    configuration = reader.decoded(data)
    if configuration.terms_file is None:
        configuration = with_terms_beside(configuration, file.parent)
    elif configuration.terms_file:
        more = reader.terms(file.parent / configuration.terms_file)
        configuration = with_terms(configuration, more, configuration.terms_file)
    if configuration.glossary_file:
        rows = reader.glossary(file.parent / configuration.glossary_file, configuration)
        configuration = with_glossary(configuration, rows, configuration.glossary_file)
    if configuration.estimate:
        # A file of weights is no document.
        configuration = msgspec.structs.replace(
            configuration,
            estimate=_shown(file.parent / configuration.estimate),
            exclude=(*configuration.exclude, configuration.estimate),
        )
    if configuration.models:
        configuration = msgspec.structs.replace(
            configuration, models=with_folders(configuration.models, file.parent)
        )
    if configuration.baseline:
        # Nor are the findings that were accepted.
        configuration = msgspec.structs.replace(
            configuration,
            baseline=_shown(file.parent / configuration.baseline),
            exclude=(*configuration.exclude, configuration.baseline),
        )
    if configuration.reference_file:
        configuration = msgspec.structs.replace(
            configuration, reference_file=_shown(file.parent / configuration.reference_file)
        )
    found = FoundConfiguration(configuration, file, file.parent)
    return with_baseline_of(found, (file.parent,)) if configuration.baseline is None else found


def with_baseline_of(found: FoundConfiguration, folders: Iterable[Path]) -> FoundConfiguration:
    """With the baseline that the first of the folders holds that has one; unchanged where none has."""
    file = next((path for folder in folders if (path := folder / BASELINE_FILE).is_file()), None)
    if file is None:
        return found
    configuration = msgspec.structs.replace(
        found.configuration,
        baseline=_shown(file),
        exclude=(*found.configuration.exclude, f"/{BASELINE_FILE}"),
    )
    return msgspec.structs.replace(found, configuration=configuration, unnamed_baseline=True)


def _up_to_repository(start: Path) -> Iterator[Path]:
    """The folder and those above it, up to the top of a repository; the folder alone outside of one."""
    folders = [start, *start.parents]
    top = next((place for place, folder in enumerate(folders) if (folder / ".git").exists()), 0)
    yield from folders[: top + 1]


def with_terms_beside(configuration: Configuration, folder: Path) -> Configuration:
    """The configuration with the terms of `terms.txt` in a folder, where there is such a list.

    "terms.txt" may also be what somebody translated: the terms of a service. A file with long lines, or
    one that is not UTF-8, is a document like any other.
    """
    try:
        text = (folder / TERMS_FILE).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return configuration
    terms = parse_terms(text)
    if any(len(term) > LONGEST_TERM for term in terms):
        return configuration
    return with_terms(configuration, terms, f"/{TERMS_FILE}")


def with_terms(configuration: Configuration, terms: tuple[str, ...], file: str) -> Configuration:
    """The configuration with more terms, from a file that is no document."""
    return msgspec.structs.replace(
        configuration, terms=configuration.terms + terms, exclude=(*configuration.exclude, file)
    )


def with_glossary(
    configuration: Configuration, rows: tuple[tuple[str, str, str], ...], file: str
) -> Configuration:
    """The configuration with more rows of the glossary, from a file that is no document."""
    return msgspec.structs.replace(
        configuration, glossary=configuration.glossary + rows, exclude=(*configuration.exclude, file)
    )


def read_side_file(file: Path, with_reason: bool) -> tuple[IgnoreWhere, ...]:
    """The excuses beside one document. Raises SettingsError for anything that is not understood."""
    shown = _shown(file)
    text = _text(file, shown)
    return _Reader(shown, key_lines(text), ()).side_file(_parsed(text, shown), with_reason)


class _Reader:
    """Decodes one file's table; knows how to say where something stands."""

    def __init__(self, shown: str, lines: Mapping[KeyPath, int], prefix: KeyPath) -> None:
        self.shown = shown
        self.lines = dict(lines)
        self.prefix = prefix

    def error(self, path: KeyPath, message: str) -> SettingsError:
        return SettingsError(f"{self.shown}:{line_of(self.lines, self.prefix + path)}: {message}")

    def decoded(self, data: Any) -> Configuration:
        if not isinstance(data, dict):
            raise self.error((), "[tool.audit] must be a table")
        configuration = self.converted(data, Configuration)
        self.sound(configuration)
        self.excuses(configuration.ignore_where, configuration.require_reason)
        return configuration

    def side_file(self, data: dict[str, Any], with_reason: bool) -> tuple[IgnoreWhere, ...]:
        rules = self.converted(data, SideFile).ignore_where
        for number, rule in enumerate(rules):
            if rule.match:
                message = "match: a side file is for one document; leave it out"
                raise self.error(("ignore-where", number, "match"), message)
        self.excuses(rules, with_reason)
        return rules

    def converted(self, data: dict[str, Any], record: type[T]) -> T:
        self.known_keys(data, record, ())
        for name, table in (("path", PathRule), ("ignore-where", IgnoreWhere), ("models", ModelChoice)):
            rules = data.get(name, [])
            for number, rule in enumerate(rules if isinstance(rules, list) else ()):
                if isinstance(rule, dict):
                    self.known_keys(rule, table, (name, number))
        if isinstance(output := data.get("output"), dict):
            self.known_keys(output, OutputChoice, ("output",))
        try:
            return msgspec.convert(data, record)
        except msgspec.ValidationError as error:
            what, _, where = str(error).partition(" - at `$")
            path = _key_path(where.removesuffix("`"))
            key = next((part for part in reversed(path) if isinstance(part, str)), "")
            if what.startswith("Invalid enum value"):
                what += f"; there are {', '.join(ENUMS.get(key, Severity))}"
            raise self.error(path, f"{key}: {what[0].lower()}{what[1:]}".removeprefix(": ")) from error

    def known_keys(self, table: dict[str, Any], record: type[msgspec.Struct], at: KeyPath) -> None:
        known = record.__struct_encode_fields__
        for key in table:
            if told := NEVER_SET.get(key.replace("_", "-")):
                raise self.error((*at, key), f"{key}: {told}")
            if key not in known:
                near = get_close_matches(key.replace("_", "-"), known, 1, 0.6)
                hint = f'; did you mean "{near[0]}"?' if near else "."
                raise self.error((*at, key), f'unknown key "{key}"{hint} Known keys: {", ".join(known)}')

    def sound(self, configuration: Configuration) -> None:
        """Values of the right type that still mean nothing: unknown languages, checks, profiles, globs."""
        places: list[tuple[KeyPath, Configuration | PathRule]] = [((), configuration)]
        places += [(("path", number), rule) for number, rule in enumerate(configuration.path)]
        for at, chosen in places:
            for key in ("target", "source", "profile", "select", "ignore"):
                value = getattr(chosen, key)
                if value:
                    try:
                        _meant(key, value)
                    except UsageError as error:
                        message = str(error)
                        named = message if message.startswith(f"{key}:") else f"{key}: {message}"
                        raise self.error((*at, key), named) from error
        for key in ("metrics", "bleu_tokenizer", "fail_under_metric"):
            try:
                _measured(key, getattr(configuration, key))
            except UsageError as error:
                name = key.replace("_", "-")
                raise self.error((name,), f"{name}: {error}") from error
        for _, _, said in configuration.glossary:
            if said not in GLOSSARY_RULES:
                message = f"glossary: {said!r} is no rule; there are {', '.join(GLOSSARY_RULES)}"
                raise self.error(("glossary",), message)
        self.globs(("include",), configuration.include)
        self.globs(("exclude",), configuration.exclude)
        for number, choice in enumerate(configuration.models):
            if fault := model_fault(choice):
                raise self.error(("models", number, fault[0]), f"models: {fault[0]}: {fault[1]}")
        for number, rule in enumerate(configuration.path):
            self.globs(("path", number, "match"), (rule.match,))

    def excuses(self, rules: Iterable[IgnoreWhere], with_reason: bool) -> None:
        """[[ignore-where]] rules that say nothing, or something that does not exist."""
        for number, rule in enumerate(rules):
            at: KeyPath = ("ignore-where", number)
            patterns = {key: getattr(rule, key) for key in ("before", "inside", "after")}
            if not any((*patterns.values(), rule.unit, rule.match)):
                message = "ignore-where: say where, with before, inside, after, unit or match"
                raise self.error(at, f"{message} (`ignore` leaves out a whole check)")
            if with_reason and not (rule.reason or "").strip():
                raise self.error(at, "ignore-where: a reason is missing, and require-reason is on")
            for key, pattern in patterns.items():
                if pattern is not None and (fault := pattern_fault(pattern)):
                    raise self.error((*at, key), f"{key}: {pattern!r} {fault}")
            if rule.match:
                self.globs((*at, "match"), (rule.match,))
            if rule.check:
                try:
                    _meant("ignore", (rule.check,))
                except UsageError as error:
                    message = str(error).replace("ignore:", "check:", 1)
                    raise self.error((*at, "check"), message) from error

    def globs(self, at: KeyPath, globs: Iterable[str]) -> None:
        for glob in globs:
            if fault := glob_fault(glob):
                raise self.error(at, f"{at[-1]}: {glob!r} is no glob: {fault}")

    def terms(self, file: Path) -> tuple[str, ...]:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            raise self.error(("terms-file",), f"terms-file: cannot read {_shown(file)}: {why}") from error
        return parse_terms(text)

    def glossary(self, file: Path, configuration: Configuration) -> tuple[tuple[str, str, str], ...]:
        from audit.language.glossary_files import parse_glossary

        try:
            return parse_glossary(file.read_bytes(), configuration.source, configuration.target)
        except (OSError, UsageError) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            raise self.error(("glossary-file",), f"glossary-file: {_shown(file)}: {why}") from error


def _meant(key: str, value: Any) -> None:
    """Raises UsageError when the value names a language, check or profile that does not exist."""
    if key in ("target", "source"):
        from audit.language.profiles import profile

        profile(value)
    elif key == "profile":
        from audit.score.scoring_profile import scoring_profile

        scoring_profile(value)
    else:
        from audit.registry.known_checks import known_checks
        from audit.registry.selection import selected

        selected(known_checks(), Settings(**{key: value}))


def _measured(key: str, value: Any) -> None:
    """Raises UsageError when the value names a measure, a mark or a tokenizer that is none."""
    if not value:
        return
    from audit.measures.catalogue import known_tokenizer, measure_ids
    from audit.measures.marks import metric_marks

    if key == "metrics":
        measure_ids(value)
    elif key == "bleu_tokenizer":
        known_tokenizer(value)
    else:
        metric_marks(value)


def _text(file: Path, shown: str) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{shown}:{line}: not UTF-8; TOML files must be") from error
    except OSError as error:
        raise SettingsError(f"{shown}: cannot be read: {error.strerror}") from error


def _parsed(text: str, shown: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _, where = str(error).partition(" (at ")
        numbers = re.findall(r"\d+", where)
        if len(numbers) == 2:
            place = f"{numbers[0]}:{numbers[1]}"
        else:
            place = str(len(text.splitlines()))  # "at end of document"
        raise SettingsError(f"{shown}:{place}: not valid TOML: {what}") from error


def _shown(file: Path) -> str:
    """The file as people would type it from here."""
    try:
        return file.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(file)


def _key_path(path: str) -> KeyPath:
    """`.path[0].match` as a key path; an element of a plain list points at the list."""
    parts: list[str | int] = []
    for name, number in re.findall(r"\.([^.\[]+)|\[(\d+)\]", path):
        parts.append(name or int(number))
    return tuple(parts)
