"""What every format of a run is: text that grows document by document."""

from typing import Protocol

from audit.model.result import Outcome
from audit.report.tally import Tally


class Report(Protocol):
    """A format. Concatenating what the three methods return gives the whole report."""

    def begin(self) -> str:
        """What stands before the first document."""

    def add(self, outcome: Outcome) -> str:
        """What one document adds now; "" when the format shows it at the end."""

    def end(self, tally: Tally) -> str:
        """The rest."""
