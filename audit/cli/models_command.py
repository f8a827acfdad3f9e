"""`audit models`: the models that are set up; whether they load; how fast they are; weights made safe to load."""

import sys
import time
from pathlib import Path
from typing import Any

import msgspec

from audit.cli.exit_codes import ExitCode
from audit.cli.parser import Parser
from audit.model.errors import UsageError
from audit.model.model_choice import ModelChoice, Precision

USAGE = "audit models [list | check | time | convert FOLDER…] [OPTION…]"
DESCRIPTION = """\
The models that [[models]] of the configuration sets up (docs/models.md).
  list     what is set up, and whether it is on this machine (the default)
  check    load each, ask it something, name what its answers will be signed with
  time     segments a second on a small sample
  convert  write the weights of a folder as safetensors beside its pickles, without running what they hold"""
EPILOG = """\
examples:
  audit models
  audit models check --allow-download    fetch what is missing from the hub, once
  audit models time --precision fp32 --precision bf16
  audit models convert models/opus-mt-de-en

Nothing is downloaded without --allow-download."""
ACTIONS = ("list", "check", "time", "convert")
SAMPLE = 100  # segments


class Row(msgspec.Struct, frozen=True):
    """One model, as shown. `fault` says why it cannot be used."""

    kind: str
    model: str
    device: str
    precision: str
    languages: tuple[str, ...]
    signature: str = ""
    seconds_to_load: float | None = None
    segments_a_second: float | None = None
    fault: str = ""


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("models", USAGE, DESCRIPTION, EPILOG)
    parser.add_argument(
        "action", nargs="?", default="list", metavar="ACTION", help="list, check, time or convert"
    )
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="with convert: folders of models")
    parser.add_argument("--config", metavar="FILE", help="configuration; without, the nearest audit.toml")
    parser.add_argument(
        "--allow-download", action="store_true", help="fetch models that are not on this machine"
    )
    parser.add_argument(
        "--precision",
        action="append",
        choices=list(Precision),
        help="with time: compute in this; may be repeated",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text (default) or json")
    return parser


def main(arguments: list[str]) -> ExitCode:
    """Run the command."""
    options = parser().parse_intermixed_args(arguments)
    if options.action not in ACTIONS:
        raise UsageError(f"unknown action {options.action!r}; there are {', '.join(ACTIONS)}")
    if options.action == "convert":
        return converted(options.folders)
    if options.folders:
        raise UsageError(f"{options.folders[0]!r}: only convert takes folders")
    if options.precision and options.action != "time":
        raise UsageError("--precision is for time")
    rows = [
        row
        for choice in set_up(options.config)
        for row in looked_at(choice, options.action, options.allow_download, options.precision)
    ]
    if options.format == "json":
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(rows), indent=2).decode() + "\n")
    else:
        sys.stdout.write("".join(map(shown, rows)))
    return ExitCode.WRONG_USE if any(row.fault for row in rows) else ExitCode.PASSED


def set_up(file: str | None) -> tuple[ModelChoice, ...]:
    """The models of the configuration. Raises UsageError when there are none."""
    from audit.config.read_settings import find_configuration, read_configuration

    found = read_configuration(Path(file)) if file is not None else find_configuration(Path.cwd())
    if not found.configuration.models:
        where = found.file or "there is no configuration"
        raise UsageError(
            f"no models are set up ({where}); add [[models]], see `audit init` and docs/models.md"
        )
    return found.configuration.models


def looked_at(
    choice: ModelChoice, action: str, allow_download: bool, precisions: list[str] | None
) -> list[Row]:
    """What there is to say of a model; one row for each precision that is timed."""
    wanted = [choice]
    if action == "time" and precisions and choice.endpoint is None:
        wanted = [
            msgspec.structs.replace(choice, precision=Precision(one)) for one in dict.fromkeys(precisions)
        ]
    return [one_row(one, action, allow_download) for one in wanted]


def one_row(choice: ModelChoice, action: str, allow_download: bool) -> Row:
    """One model, in one precision."""
    known: dict[str, Any] = {
        "kind": str(choice.kind),
        "model": named(choice),
        "device": str(choice.device) if choice.endpoint is None else "",
        "precision": str(choice.precision) if choice.endpoint is None else "",
        "languages": choice.languages,
    }
    try:
        if action == "list":
            if choice.endpoint is None:
                from audit.neural.folder import on_this_machine

                on_this_machine(choice)
            return Row(**known)
        from audit.neural.open_scorer import open_scorer
        from audit.neural.sample import sample

        begun = time.perf_counter()
        scorer = open_scorer(choice, allow_download)
        loading = time.perf_counter() - begun
        first = scorer.score(sample(choice, 2))
        if all(answer.why for answer in first):
            raise UsageError(first[0].why)
        known |= {"signature": scorer.signature, "seconds_to_load": round(loading, 2)}
        if action == "check":
            return Row(**known)
        questions = sample(choice, SAMPLE if choice.endpoint is None else 8)
        begun = time.perf_counter()
        scorer.score(questions)
        return Row(**known, segments_a_second=round(len(questions) / (time.perf_counter() - begun), 2))
    except UsageError as error:
        return Row(**known, fault=str(error))


def named(choice: ModelChoice) -> str:
    """What people know a model by."""
    if choice.endpoint is not None:
        return f"{choice.model} at {choice.endpoint}"
    from audit.neural.folder import near

    return near(Path(choice.model))


def shown(row: Row) -> str:
    """A model in a few lines."""
    from audit.report.visible_text import visible

    where = " ".join(part for part in (row.device, row.precision) if part)
    lines = [f"{row.kind:<12} {row.model}" + (f"  ({where})" if where else "")]
    if row.languages:
        lines.append(f"languages    {', '.join(row.languages)}")
    if row.signature:
        lines.append(f"signature    {row.signature}")
    if row.segments_a_second is not None:
        thousand = 1000 / row.segments_a_second
        lines.append(
            f"speed        {row.segments_a_second:,.1f} segments a second; 1,000 in {thousand:,.0f} s"
        )
    if row.fault:
        lines.append(f"cannot be used: {row.fault}")
    first, *rest = map(visible, lines)
    return "\n".join([first, *(f"  {line}" for line in rest)]) + "\n"


def converted(folders: list[str]) -> ExitCode:
    """Convert the weights of each folder."""
    if not folders:
        raise UsageError("convert: name the folder of a model")
    from audit.neural.convert import NOTE, convert
    from audit.report.visible_text import visible

    for folder in folders:
        done = convert(Path(folder))
        sys.stdout.write(
            visible(
                f"{folder}: {done.tensors} tensors written to {', '.join(done.after)}, read back and compared; "
                f"hashes in {NOTE}. The pickles ({', '.join(done.before)}) are no longer needed."
            )
            + "\n"
        )
    return ExitCode.PASSED
