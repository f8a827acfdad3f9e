"""What becomes of repaired files: shown as a diff, or written; and what is said about it."""

import argparse
import os
import sys
from collections import Counter

from audit.cli.exit_codes import ExitCode
from audit.cli.parser import Parser
from audit.cli.terminal import wants_color
from audit.files.file_names import name_from
from audit.files.find_documents import STDIN
from audit.files.replace_file import UnreplaceableError, replace_file
from audit.model.errors import UsageError
from audit.model.result import Unreadable
from audit.repair.paragraph_diff import paragraph_diff
from audit.repair.unified_diff import unified_diff
from audit.report.terminal.paint import Paint
from audit.report.visible_text import no_command, visible
from audit.report.wording import clipped, counted
from audit.run.repairs.repair_document import NewFile

LONGEST = 200  # code points of a reason
LISTED = 20  # repairs of a document that were not made and are told one by one


def add_output_options(parser: Parser) -> None:
    """Show or write."""
    output = parser.add_argument_group("the output")
    output.add_argument("--diff", action="store_true", help="show what would change as a diff (default)")
    output.add_argument("--write", action="store_true", help="change the files; - goes to standard output")
    output.add_argument("-q", "--quiet", action="store_true", help="the diff only; with --write: nothing")


class NewFiles:
    """Takes repaired files one by one; `exit_code` then tells what they came to.

    The diff, and a document from standard input, go to standard output as bytes; everything that is said
    goes to standard error, so that the diff can be sent on.
    """

    def __init__(self, write: bool, quiet: bool) -> None:
        self.write = write
        self.quiet = quiet
        self.paint = Paint(wants_color(sys.stderr))
        self.files = self.changed = self.made = self.reviewable = self.troubled = self.revived = 0

    @classmethod
    def of(cls, options: argparse.Namespace) -> "NewFiles":
        """As the command line says. Raises UsageError when it contradicts itself."""
        if options.diff and options.write:
            raise UsageError("--diff shows and --write writes; give one of them")
        return cls(options.write, options.quiet)

    def add(self, file: NewFile | Unreadable) -> None:
        """Show or write one file."""
        self.files += 1
        if isinstance(file, Unreadable):
            self.trouble(file.path, file.why)
            return
        self.reviewable += file.reviewable
        for note in file.unchecked:
            if note.fatal:
                self.trouble(file.path, f"{note.what}: {note.why}")
        if self.write:
            if not self.written(file):
                return
        elif file.changed:
            self.show(file)
        if file.changed:
            self.changed += 1
            self.made += len(file.made)
            self.revived += file.revived
            if self.write:
                what = ", ".join(f"{count} {check}" for check, count in sorted(Counter(file.made).items()))
                name = "standard input" if file.path == STDIN else visible(file.path)
                self.say(f"{self.paint(name, 'bold')}: {what}")
        for item in file.not_made[:LISTED]:
            place = f"{file.path}:{item.line}:{item.column}"
            why = clipped(visible(item.why), LONGEST)
            self.say(f"{visible(place)}: {item.check} was not repaired: {why}")
        if len(file.not_made) > LISTED:
            self.say(f"{visible(file.path)}: {len(file.not_made) - LISTED:,} more were not repaired")

    def written(self, file: NewFile) -> bool:
        """Write a file; False when it had to be left as it is."""
        if file.path == STDIN:
            sys.stdout.buffer.write(file.new)
            return True
        if file.changed:
            try:
                replace_file(file.path, file.old, file.new)
            except UnreplaceableError as error:
                self.trouble(file.path, str(error).removeprefix(f"{file.path}: "))
                return False
        return True

    def show(self, file: NewFile) -> None:
        """The diff of one file: its bytes, or on a terminal what may be shown of them."""
        # `git apply` takes names from here on only, however the file was named.
        name = file.path if file.path == STDIN else name_from(file.path, os.getcwd())
        if file.paragraphs:
            diff = paragraph_diff(file.paragraphs, name)
        else:
            diff = unified_diff(file.old, file.edits, name)
        sys.stdout.flush()
        if not sys.stdout.isatty():
            sys.stdout.buffer.write(diff)
            return
        paint = Paint(wants_color(sys.stdout))
        styles = {"+": "green", "-": "red", "@": "cyan"}
        for line in diff.decode(file.encoding, "replace").split("\n")[:-1]:
            style = (
                "bold" if line.startswith(("--- ", "+++ ", "Binary files ")) else styles.get(line.strip()[:1])
            )
            shown = visible(line.removesuffix("\r"))
            sys.stdout.write((paint(shown, style) if style else shown) + "\n")

    def trouble(self, path: str, why: str) -> None:
        """Something that could not be done; not even --quiet hides it."""
        self.troubled += 1
        mark = self.paint("not repaired", "bold magenta")
        sys.stderr.write(no_command(f"{self.paint(visible(path), 'bold')}  {mark}\n  {visible(why)}\n"))

    def lost(self, line: str) -> None:
        """Something that was decided and could not be done; not even --quiet hides it."""
        self.troubled += 1
        sys.stderr.write(no_command(visible(line)) + "\n")

    def say(self, line: str) -> None:
        if not self.quiet:
            sys.stderr.write(no_command(line) + "\n")

    def end(self, more: str = "") -> None:
        """The closing words. `more` names the option for the repairs that want a human eye."""
        repairs, files = counted(self.made, "repair"), counted(self.changed, "file")
        if not self.changed:
            self.say("nothing to repair" if not self.troubled else "nothing was repaired")
        elif self.write:
            self.say(self.paint(f"{repairs} made in {files}", "bold"))
        else:
            self.say(self.paint(f"{repairs} in {files} can be made; --write makes them", "bold"))
        if self.revived:
            verb = "stands" if self.revived == 1 else "stand"
            self.say(
                f"{counted(self.revived, 'finding')} of the baseline {verb} in a repaired sentence and will count "
                "again: audit baseline --update"
            )
        if self.reviewable and more:
            verb = "waits" if self.reviewable == 1 else "wait"
            self.say(f"{counted(self.reviewable, 'suggested repair')} {verb} for review: {more}")

    def exit_code(self, exit_zero: bool = False) -> ExitCode:
        """3 when something could not be done, else 1 when the diff shows something, else 0."""
        if exit_zero:
            return ExitCode.PASSED
        if self.troubled:
            return ExitCode.UNCHECKED
        return ExitCode.FAILED if self.changed and not self.write else ExitCode.PASSED
