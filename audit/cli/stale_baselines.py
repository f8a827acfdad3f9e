"""Entries of baselines that matched nothing in a run."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from audit.model.result import Outcome
from audit.model.settings import Configuration
from audit.report.visible_text import no_command, visible

if TYPE_CHECKING:
    from audit.excuses.renew_baseline import Renewal


class Renewals:
    """Watches the baselines of a run, each beside the documents that it is for."""

    def __init__(self, configuration: Configuration) -> None:
        files = {one.baseline for _, one in configuration.every() if one.baseline}
        self._configuration = configuration
        self._by_file = {file: renewal_of(file) for file in sorted(files)}

    def add(self, relative: str, outcome: Outcome, possible: bool) -> None:
        """One more document, which the configuration sees as `relative`."""
        nearest, _ = self._configuration.nearest(relative)
        if nearest.baseline:
            self._by_file[nearest.baseline].add(outcome, possible)

    def out_of_date(self) -> Iterator[str]:
        """A line for each baseline with entries that match nothing any more."""
        for file, renewal in self._by_file.items():
            if stale := len(renewal.stale):
                what = "1 entry matches" if stale == 1 else f"{stale:,} entries match"
                yield no_command(
                    f"{visible(file)}: {what} nothing any more; "
                    f"`audit baseline --prune PATH… -o {visible(file)}` removes such\n"
                )


def renewal_of(file: str) -> "Renewal":
    """What watches one baseline. Raises SettingsError when it cannot be read."""
    from audit.excuses.read_baseline import read_baseline
    from audit.excuses.renew_baseline import Renewal

    baseline = read_baseline(Path(file))
    return Renewal(baseline, baseline.folder)
