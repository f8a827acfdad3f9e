"""`audit lsp`: findings while one writes."""

import os
import sys

from audit.cli.exit_codes import ExitCode
from audit.cli.parser import Parser
from audit.model.extras import LSP

DESCRIPTION = """\
The language server: an editor starts it, and shows findings, repairs and explanations while one writes.
It speaks the Language Server Protocol on standard input and output. The configuration is the audit.toml
nearest to each document."""
EPILOG = """\
examples:
  audit lsp                  what an editor is told to start for text, Markdown and HTML

It needs pygls: pip install 'translation-audit[lsp]'. Settings for Neovim, VS Code, Emacs and Helix are in
docs/editors.md."""


def parser() -> Parser:
    """The options of this command."""
    parser = Parser("lsp", "audit lsp [options]", DESCRIPTION, EPILOG)
    parser.add_argument(
        "--stdio", action="store_true", help="understood because editors say it; there is no other way"
    )
    parser.add_argument("--possible", action="store_true", help="show doubtful findings too")
    return parser


def main(arguments: list[str]) -> ExitCode:
    """Run the command: until the editor hangs up."""
    options = parser().parse_args(arguments)
    LSP.require("the language server needs")
    from audit.editor.language_server import language_server

    # The messages get a stream of their own, which the server may close; nothing else can get into it.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as messages:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        language_server(options.possible).start_io(None, messages)
    return ExitCode.PASSED
