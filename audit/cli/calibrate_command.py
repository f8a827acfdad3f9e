"""`audit calibrate`: the weights of the estimate, refitted on labels of one's own."""

import sys
from pathlib import Path

from audit.cli.exit_codes import ExitCode
from audit.cli.parser import Parser
from audit.model.errors import UsageError

USAGE = "audit calibrate --labels FILE [-o weights.toml] [-t LANG] [-s LANG]"
DESCRIPTION = """\
Refit the weights of the estimate (what a professional would deduct for a translation) on translations that
people scored. FILE is CSV, TSV or JSON Lines, also gzipped, with the columns source, target and score (higher
is better) or penalty (points taken off); it may also have languages (en-de), or source_lang and target_lang,
document and annotator."""
EPILOG = """\
examples:
  audit calibrate --labels scored.csv -t de -s en               how the weights would do
  audit calibrate --labels scored.jsonl.gz -o weights.toml      write them
  echo 'estimate = "weights.toml"' >> audit.toml                use them

Where labels say little the weights stay near those that ship. The figures are Kendall's tau, 1 when the
estimate orders the translations as people did; "unseen" is the honest one: each part of the labels, by
document, is estimated with weights that were fitted on the other parts. See docs/estimate.md."""


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("calibrate", USAGE, DESCRIPTION, EPILOG)
    parser.add_argument("--labels", required=True, metavar="FILE", help="translations that people scored")
    parser.add_argument("-o", "--output", metavar="FILE", help="write the weights there")
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
    from audit.model.settings import Settings
    from audit.one.choices import Choices
    from audit.run.calibrate import calibrated
    from audit.run.label_rows import read_labels
    from audit.score.estimate.weights import weights_text

    settings = Settings(target=options.target, source=options.source)
    Choices(settings)  # says at once which language is unknown
    if options.output and Path(options.output).is_dir():
        raise UsageError(f"--output: {options.output} is a folder; name a file")
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
