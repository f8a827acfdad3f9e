"""`audit calibrate`: the weights of the estimate, refitted on labels of one's own."""

import sys
from argparse import Namespace
from pathlib import Path

from audit.cli.exit_codes import ExitCode
from audit.cli.parser import Parser
from audit.model.errors import UsageError
from audit.model.extras import NUMBERS
from audit.model.settings import Settings

USAGE = "audit calibrate --labels FILE [--encoder FOLDER] [-o FILE] [-t LANG] [-s LANG]"
DESCRIPTION = """\
Refit the weights of the estimate (what a professional would deduct for a translation) on translations that
people scored. FILE is CSV, TSV or JSON Lines, also gzipped, with the columns source, target and score (higher
is better) or penalty (points taken off); it may also have languages (en-de), or source_lang and target_lang,
document and annotator. With --encoder heads over that encoder are fitted as well: on the stretches of the
column errors ([{"start": 4, "end": 9, "severity": "major"}], code points), on the column label (yes or no: a
critical error), and on sound translations of the file, damaged on purpose."""
EPILOG = """\
examples:
  audit calibrate --labels scored.csv -t de -s en               how the weights would do
  audit calibrate --labels scored.jsonl.gz -o weights.toml      write them
  echo 'estimate = "weights.toml"' >> audit.toml                use them
  audit calibrate --labels spans.jsonl --encoder models/multilingual-e5-small -o profile.json
                                                                heads too; in [[models]]: head = "profile.json"

Where labels say little the weights stay near those that ship. The figures are Kendall's tau, 1 when the
estimate orders the translations as people did; "unseen" is the honest one: each part of the labels, by
document, is estimated with weights that were fitted on the other parts. See docs/estimate.md."""


PREFIX = "query: "


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("calibrate", USAGE, DESCRIPTION, EPILOG)
    parser.add_argument("--labels", required=True, metavar="FILE", help="translations that people scored")
    parser.add_argument(
        "--encoder",
        metavar="FOLDER",
        help="fit heads over this model as well: its folder, or its name on the hub",
    )
    parser.add_argument(
        "--prefix",
        metavar="TEXT",
        default=PREFIX,
        help=f'what the encoder wants before a text (default: "{PREFIX}")',
    )
    parser.add_argument(
        "--allow-download", action="store_true", help="fetch the encoder if it is not on this machine"
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write the weights there, with --encoder a profile"
    )
    parser.add_argument(
        "-t", "--target", metavar="LANG", help="language of the translations, where no column says"
    )
    parser.add_argument(
        "-s", "--source", metavar="LANG", help="language of the sources, where no column says"
    )
    return parser


def main(arguments: list[str]) -> ExitCode:
    """Run the command."""
    options = parser().parse_args(arguments)
    from audit.files.whole_file import write_whole
    from audit.one.choices import Choices
    from audit.run.calibrate import calibrated
    from audit.run.label_rows import read_labels
    from audit.score.estimate.weights import weights_text

    NUMBERS.require("audit calibrate needs")
    settings = Settings(target=options.target, source=options.source)
    Choices(settings)  # says at once which language is unknown
    if options.output and Path(options.output).is_dir():
        raise UsageError(f"--output: {options.output} is a folder; name a file")
    if options.encoder:
        return with_heads(options, settings)
    done = calibrated(read_labels(Path(options.labels)), settings)
    if done.left_out:
        sys.stderr.write(f"{done.left_out} labels were left out: their language is unknown\n")
    sys.stdout.write(f"{done.weights.figures}\n\n")
    for name, value in (
        ("length of the source alone", done.length),
        ("weights that ship", done.shipped),
        ("new weights, on these labels", done.fitted),
        ("new weights, unseen labels", done.unseen),
    ):
        sys.stdout.write(f"{name:<30} {value:>7.3f}\n")
    if done.unseen <= done.shipped:
        sys.stdout.write("\nThe new weights do no better than those that ship: keep those.\n")
    if options.output:
        name = Path(options.output).name
        comment = (
            f'Weights of score.estimate, written by audit calibrate.\nIn audit.toml: estimate = "{name}"'
        )
        write_whole(Path(options.output), weights_text(done.weights, comment))
        sys.stdout.write(f"\nwritten: {options.output}\n")
    return ExitCode.PASSED


def with_heads(options: Namespace, settings: Settings) -> ExitCode:
    """Fit heads over an encoder, and what joins them with the signs."""
    from audit.cli.model_progress import ModelProgress
    from audit.files.whole_file import write_whole
    from audit.model.model_choice import ModelChoice, ModelKind
    from audit.neural.folder import model_folder
    from audit.neural.libraries import require_installed
    from audit.neural.profile import profile_text
    from audit.neural.watching import watched
    from audit.run.calibrate_heads import calibrated_heads
    from audit.run.label_rows import read_labels

    labels = read_labels(Path(options.labels))
    model_folder(ModelChoice(ModelKind.SIMILARITY, options.encoder), options.allow_download)
    require_installed()
    progress = ModelProgress(sys.stderr)
    try:
        with watched(progress):
            done = calibrated_heads(labels, settings, options.encoder, options.prefix)
    finally:
        progress.close()
    if done.left_out:
        sys.stderr.write(f"{done.left_out} labels were left out: their language is unknown\n")
    sys.stdout.write(f"{done.labels:,} labels\n\n")
    sys.stdout.write(
        f"{'head':<10} {'rows':>7} {'wrong':>7} {'AUC unseen':>11} {'that ships':>11}  in the profile\n"
    )
    for fit in done.heads:
        own, there = (f"{value:.3f}" if value is not None else "–" for value in (fit.unseen, fit.shipped))
        which = "fitted on these labels" if fit.fitted else "the one that ships"
        sys.stdout.write(
            f"{fit.head.name:<10} {fit.rows:>7,} {fit.wrong:>7,} {own:>11} {there:>11}  {which}\n"
        )
    sys.stdout.writelines(f"no head {lacking}\n" for lacking in done.lacking)
    sys.stdout.write(f"\n{'estimate by signs, unseen labels':<34} {done.signs:>7.3f}\n")
    if done.joined is not None:
        sys.stdout.write(f"{'joined with heads, unseen labels':<34} {done.joined:>7.3f}\n")
        if done.joined <= done.signs:
            sys.stdout.write("\nThe heads add nothing to the order of these labels.\n")
    if options.output:
        write_whole(Path(options.output), profile_text(done.profile))
        sys.stdout.write(f"\nwritten: {options.output}\n")
    return ExitCode.PASSED
