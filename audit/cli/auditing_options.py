"""Options of every command that audits, and what they make of the configuration."""

import argparse
import os
import sys
from codecs import lookup
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from audit.cli.parser import Parser
from audit.config.read_settings import FoundConfiguration, find_configuration, read_configuration
from audit.files.globs import glob_fault
from audit.model.errors import UsageError
from audit.model.mqm import Severity
from audit.model.settings import Configuration, PathRule
from audit.report.visible_text import no_command, visible

Number = TypeVar("Number", int, float)
LISTED = 5  # files that are named in one line
UNITS = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}


def add_auditing_options(
    parser: Parser, changes: bool = False, references: bool = False, gates: bool = True, paths: str = ""
) -> None:
    """What to audit, how, and with which configuration. `changes`: it may be what changed alone; `references`:
    figures are of use; `gates`: there is a verdict on what is found. `paths`: what to say of the arguments, where they
    are not the usual ones."""
    if not paths:
        paths = "files, folders, globs; - is standard input"
    parser.add_argument("paths", nargs="*", metavar="PATH", help=paths)
    texts = parser.add_argument_group("the texts")
    texts.add_argument(
        "-t", "--target", metavar="LANG", help="language the texts are in (default: they tell)"
    )
    texts.add_argument("-s", "--source", metavar="LANG", help="language they come from (default: inferred)")
    texts.add_argument(
        "--source-file",
        metavar="PATH",
        action="append",
        default=[],
        help="what they translate: a file, a path with {name}, a glob with {lang}, or auto; repeatable",
    )
    texts.add_argument(
        "--as", dest="format_in", metavar="FORMAT", help="read as this format, whatever the name"
    )
    texts.add_argument("--encoding", metavar="NAME", help="character encoding (default: detected)")
    texts.add_argument(
        "--include",
        metavar="GLOB",
        action="append",
        default=[],
        help="in folders only what matches one of these; repeatable",
    )
    texts.add_argument(
        "--exclude", metavar="GLOB", action="append", default=[], help="leave these out; repeatable"
    )
    texts.add_argument(
        "--force-exclude",
        action="store_true",
        help="leave out what is excluded even when it is named outright (for hooks)",
    )
    texts.add_argument("--max-size", metavar="SIZE", help="refuse larger files (default: 64M)")
    if changes:
        texts.add_argument(
            "--changed-since",
            metavar="REV",
            help="only documents that changed since this git revision, and only their changed lines",
        )
    add_reference_options(parser, references)
    what = parser.add_argument_group("what is looked for")
    what.add_argument(
        "--select", metavar="IDS", action="append", default=[], help="only these checks or categories"
    )
    what.add_argument(
        "--ignore", metavar="IDS", action="append", default=[], help="not these checks or categories"
    )
    what.add_argument(
        "--term", metavar="WORD", action="append", default=[], help="right as it stands; repeatable"
    )
    what.add_argument("--preview", action="store_true", help="run the checks in preview as well")
    what.add_argument("--possible", action="store_true", help="show doubtful findings too; they cost nothing")
    what.add_argument(
        "--baseline",
        metavar="FILE",
        help="findings accepted in this file do not count (audit baseline --help)",
    )
    what.add_argument("--no-baseline", action="store_true", help="as if nothing had been accepted")
    verdict = parser.add_argument_group("the verdict")
    verdict.add_argument("--profile", metavar="NAME", help="gist, publication (default) or strict")
    if gates:
        add_gates(verdict, references)
    else:
        parser.set_defaults(strict=False, fail_under=[], fail_on=None, max_findings=None)
    settings = parser.add_argument_group("the configuration")
    settings.add_argument(
        "--config",
        metavar="FILE",
        help="this file for all, not the audit.toml or pyproject.toml nearest to each",
    )
    settings.add_argument("--no-config", action="store_true", help="no configuration file at all")
    settings.add_argument(
        "--allow-download",
        action="store_true",
        help="fetch models of [[models]] that are not on this machine; without, nothing is ever downloaded",
    )


def add_gates(verdict: "argparse._ArgumentGroup", references: bool) -> None:
    """What a run fails by; `references`: figures as well."""
    verdict.add_argument(
        "--strict", action="store_true", help="texts too short for a firm verdict fail as well"
    )
    verdict.add_argument(
        "--fail-under",
        metavar="SCORE",
        action="append",
        default=[],
        help="fail below this score, not by the verdict"
        + ("; chrf=50: below this figure beside references; repeatable" if references else ""),
    )
    verdict.add_argument(
        "--fail-on", metavar="SEVERITY", help="fail on findings this grave or graver, not by the verdict"
    )
    verdict.add_argument("--max-findings", metavar="N", help="fail on more findings, not by the verdict")
    verdict.add_argument("--exit-zero", action="store_true", help="exit 0 whatever is found")


def add_reference_options(parser: Parser, wanted: bool) -> None:
    """What to compare the texts with, and by which measures; where that is not `wanted`, nothing can be said."""
    if not wanted:
        parser.set_defaults(reference_file=None, metrics=[], bleu_tokenizer=None)
        return
    references = parser.add_argument_group("beside a reference")
    references.add_argument(
        "--reference-file",
        metavar="FILE",
        help="a translation by somebody else to compare with; {name} or {stem} in it: of each document's own name",
    )
    references.add_argument(
        "--metrics",
        metavar="NAMES",
        action="append",
        default=[],
        help="bleu, chrf, chrf++, ter or none (default: chrf,bleu where there is a reference)",
    )
    references.add_argument(
        "--bleu-tokenizer", metavar="NAME", help="how BLEU takes texts apart (default: by their language)"
    )


def configured(options: argparse.Namespace) -> FoundConfiguration:
    """The configuration in force: the file's, with the command line on top.

    Raises UsageError for options that make no sense and SettingsError for a bad file.
    """
    refuse_undecodable(options)
    if options.config and options.no_config:
        raise UsageError("--config and --no-config contradict each other; give one")
    if options.no_config:
        found = FoundConfiguration(Configuration(), None, Path.cwd())
    elif options.config:
        file = Path(options.config)
        if not file.is_file():
            raise UsageError(f"--config {options.config}: no such file (`audit init` writes one)")
        found = read_configuration(file)
    else:
        found = find_configuration(Path.cwd())
    if options.baseline and options.no_baseline:
        raise UsageError("--baseline and --no-baseline contradict each other; give one")
    return overlay(found, options)


def overlay(found: FoundConfiguration, options: argparse.Namespace) -> FoundConfiguration:
    """A configuration with the command line on top. Its models are fetched where that is allowed."""
    if options.allow_download:
        fetch(found.configuration)
    unnamed = found.unnamed_baseline and not (options.baseline or options.no_baseline)
    return msgspec.structs.replace(
        found, configuration=overlaid(found.configuration, options), unnamed_baseline=unnamed
    )


def configured_for_paths(
    options: argparse.Namespace, baselines: bool = True, output: bool = False
) -> FoundConfiguration:
    """The same, with the configurations that are nearer to some of the documents named; a file that the command line
    names is for all of them. Says, unless quiet, what is in force that nobody named.

    `baselines`: that is said of them too. `output`: the options follow what the configuration says of the output.
    """
    found = configured(options)
    if output:
        chosen = found.configuration.output
        options.quiet, options.possible = options.quiet or chosen.quiet, options.possible or chosen.possible
    if not (options.config or options.no_config):
        from audit.config.below import with_below

        bare = argparse.Namespace(**vars(options) | {"include": [], "exclude": []})
        only, without = named_globs("--include", options.include), named_globs("--exclude", options.exclude)
        found = with_below(found, options.paths, lambda one: overlay(one, bare), only, without)
    tell_in_force(found, options.quiet, baselines)
    return found


def tell_in_force(found: FoundConfiguration, quiet: bool, baselines: bool = True) -> None:
    """Says, on standard error, what is in force that nobody named: whoever wonders where findings went must not have
    to search."""
    if not quiet:
        sys.stderr.writelines(configurations_in_force(found))
        sys.stderr.writelines(baselines_in_force(found) if baselines else ())


def configurations_in_force(found: FoundConfiguration) -> Iterator[str]:
    """How many configurations there are, where there are more than one may think of."""
    files = [visible(os.path.relpath(one.file)) for one in found.every() if one.file]
    if len(files) > 1:
        more = f" and {len(files) - LISTED:,} more" if len(files) > LISTED else ""
        outer = "" if found.file else ", and the defaults elsewhere"
        yield no_command(
            f"audit: {len(files):,} configurations in force, each for the documents nearest to it: "
            f"{', '.join(files[:LISTED])}{more}{outer}\n"
        )


def baselines_in_force(found: FoundConfiguration) -> Iterator[str]:
    """Which baselines were found beside the configurations."""
    if baselines := [one.configuration.baseline or "" for one in found.every() if one.unnamed_baseline]:
        more = f" and {len(baselines) - LISTED:,} more" if len(baselines) > LISTED else ""
        verb = "accepts" if len(baselines) == 1 else "accept"
        names = ", ".join(map(visible, baselines[:LISTED]))
        yield no_command(f"audit: what {names}{more} {verb} does not count (--no-baseline: it does)\n")


def fetch(configuration: Configuration) -> None:
    """Bring the models that are set up onto this machine, those of the hub that are not there. Raises UsageError for one
    that cannot be had."""
    for choice in configuration.models:
        if choice.endpoint is None:
            from audit.neural.folder import model_folder

            for name in filter(None, (choice.model, choice.reverse)):
                model_folder(msgspec.structs.replace(choice, model=name), allow_download=True)


def overlaid(configuration: Configuration, options: argparse.Namespace) -> Configuration:
    """What the command line says wins over the file and its `[[path]]` rules; ignores and terms add up."""
    given: dict[str, Any] = {
        "target": options.target,
        "source": options.source,
        "select": listed(options.select),
        "profile": options.profile,
        "encoding": options.encoding,
        "format": options.format_in,
        "source_file": tuple(options.source_file),
    }
    given = {name: value for name, value in given.items() if value}
    refuse_unknown(given)
    if options.bleu_tokenizer:
        from audit.measures.catalogue import known_tokenizer

        known_tokenizer(options.bleu_tokenizer)
    given |= gates(options)
    marks = tuple(word for word in options.fail_under if "=" in word) or configuration.fail_under_metric
    rules: tuple[PathRule, ...] = tuple(
        msgspec.structs.replace(rule, **{name: given[name] for name in given}) for rule in configuration.path
    )
    return msgspec.structs.replace(
        configuration,
        **given,
        ignore=configuration.ignore + listed(options.ignore),
        terms=configuration.terms + tuple(options.term),
        include=named_globs("--include", options.include) or configuration.include,
        exclude=configuration.exclude + named_globs("--exclude", options.exclude),
        max_bytes=size(options.max_size) if options.max_size else configuration.max_bytes,
        strict=configuration.strict or options.strict,
        preview=configuration.preview or options.preview,
        path=rules,
        reference_file=options.reference_file or configuration.reference_file,
        metrics=wanted_metrics(configuration.metrics, listed(options.metrics), marks),
        bleu_tokenizer=options.bleu_tokenizer or configuration.bleu_tokenizer,
        fail_under_metric=marks,
        baseline=None if options.no_baseline else options.baseline or configuration.baseline,
    )


def wanted_metrics(
    configured: tuple[str, ...] | None, named: tuple[str, ...], marks: tuple[str, ...]
) -> tuple[str, ...] | None:
    """The measures to reckon: those of the command line, else of the configuration, and whatever has a mark.

    Raises UsageError, naming the option, for one that nobody knows.
    """
    if not named and not marks:
        return configured
    from audit.measures.catalogue import USUAL, measure_ids
    from audit.measures.marks import metric_marks

    try:
        wanted = measure_ids(named) if named else configured
    except UsageError as error:
        raise UsageError(f"--metrics: {error}") from error
    try:
        marked = tuple(metric_marks(marks))
    except UsageError as error:
        raise UsageError(f"--fail-under: {error}") from error
    return measure_ids((*(USUAL if wanted is None else wanted), *marked)) if marked else wanted


def refuse_shared_reference(configuration: Configuration, count: int) -> None:
    """Raises UsageError for one reference for many documents, and for one that is not there."""
    from audit.files.reference_file import names_one_file

    pattern = configuration.reference_file
    if pattern is None or not names_one_file(pattern):
        return
    if count > 1:
        raise UsageError(
            f"--reference-file {pattern}: one file for {count:,} documents; "
            "write {name} or {stem} for the name of each, for instance references/{name}"
        )
    if not Path(pattern).is_file():
        raise UsageError(f"--reference-file {pattern}: no such file")


def refuse_undecodable(options: argparse.Namespace) -> None:
    """Raises UsageError for words of options that are no Unicode; paths may be any bytes."""
    for name in (
        "include",
        "exclude",
        "term",
        "baseline",
        "label",
        "reference_file",
        "metrics",
        "bleu_tokenizer",
    ):
        given = getattr(options, name, None) or ()
        for word in (given,) if isinstance(given, str) else given:
            if any("\ud800" <= char <= "\udfff" for char in word):
                raise UsageError(f"--{name.replace('_', '-')}: {word!r} holds bytes that are not UTF-8")


def named_globs(option: str, globs: list[str]) -> tuple[str, ...]:
    """The globs of an option. Raises UsageError, naming it, for one that means nothing."""
    for glob in globs:
        if fault := glob_fault(glob):
            raise UsageError(f"{option}: {glob!r} is no glob: {fault}")
    return tuple(globs)


def refuse_unknown(given: dict[str, Any]) -> None:
    """Raises UsageError, naming the option, for a language, format or encoding nobody knows."""
    from audit.language.profiles import profile
    from audit.readers.formats import FORMATS

    for name in ("target", "source"):
        if name in given:
            try:
                profile(given[name])
            except UsageError as error:
                raise UsageError(f"--{name}: {error}") from error
    if given.get("format", "text") not in FORMATS:
        raise UsageError(f"--as: unknown format {given['format']!r}; there are {', '.join(FORMATS)}")
    if "encoding" in given:
        try:
            lookup(given["encoding"])
        except LookupError:
            raise UsageError(f"--encoding: unknown encoding {given['encoding']!r}; try utf-8") from None


def gates(options: argparse.Namespace) -> dict[str, Any]:
    """The gates the command line names. Raises UsageError for a value that is none."""
    given: dict[str, Any] = {}
    scores = [word for word in options.fail_under if "=" not in word]
    if scores:
        given["fail_under"] = number(scores[-1], "--fail-under", float)
        if not 0 <= given["fail_under"] <= 100:
            raise UsageError(f"--fail-under: {scores[-1]} is no score; scores go from 0 to 100")
    if options.max_findings is not None:
        given["max_findings"] = number(options.max_findings, "--max-findings", int)
        if given["max_findings"] < 0:
            raise UsageError("--max-findings: name 0 or more")
    if options.fail_on is not None:
        if options.fail_on not in list(Severity):
            raise UsageError(
                f"--fail-on: {options.fail_on!r} is no severity; there are {', '.join(Severity)}"
            )
        given["fail_on"] = Severity(options.fail_on)
    return given


def number(text: str, option: str, kind: type[Number]) -> Number:
    """Raises UsageError, naming the option, when the text is no number of this kind."""
    try:
        return kind(text)
    except ValueError:
        raise UsageError(f"{option}: {text!r} is no number") from None


def listed(values: list[str]) -> tuple[str, ...]:
    """`["a,b", "c"]` as `("a", "b", "c")`."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def size(text: str) -> int:
    """`"64M"` in bytes. Raises UsageError when it is no size."""
    number = text.lower().removesuffix("ib").removesuffix("b").rstrip("kmg")
    unit = text.lower().removesuffix("ib").removesuffix("b")[len(number) :]
    if not number.isascii() or not number.isdigit() or int(number) == 0 or unit not in UNITS:
        raise UsageError(f"--max-size: {text!r} is no size; write for instance 500K, 64M or 2G")
    return int(number) * UNITS[unit]
