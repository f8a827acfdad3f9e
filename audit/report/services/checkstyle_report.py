"""Checkstyle XML, which most review tools read."""

from audit.model.result import Outcome
from audit.report.services.diagnostics import Level, diagnostics, path_of
from audit.report.services.service_path import service_path
from audit.report.services.xml_text import xml
from audit.report.tally import Tally

SEVERITY = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "info"}


class CheckstyleReport:
    """A `file` for each document, an `error` for each finding and for each thing unchecked."""

    def __init__(self, possible: bool, top: str) -> None:
        self.possible = possible
        self.top = top

    def begin(self) -> str:
        return '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n'

    def add(self, outcome: Outcome) -> str:
        lines = [f'  <file name="{xml(service_path(path_of(outcome), self.top))}">']
        for item in diagnostics(outcome, self.possible):
            line, column = (item.region.start_line, item.region.start_column) if item.region else (1, 1)
            lines.append(
                f'    <error line="{line}" column="{column}" severity="{SEVERITY[item.level]}" '
                f'message="{xml(item.message)}" source="translation-audit.{xml(item.check)}"/>'
            )
        return "\n".join([*lines, "  </file>"]) + "\n"

    def end(self, tally: Tally) -> str:
        return "</checkstyle>\n"
