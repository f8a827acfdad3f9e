"""What of a file could not be understood, as records."""

from audit.model.unchecked import Unchecked

_MOST = 20  # records of one file; a file that is no translation file at all would flood the report


class Unread:
    """Lines that were passed over, and why. Numbers begin with 1 and do not decrease."""

    def __init__(self) -> None:
        self._found: list[tuple[int, int, str]] = []

    def add(self, first: int, last: int, why: str) -> None:
        """Lines `first` to `last` were not understood; `why` also says what to do."""
        if self._found:
            begun, ended, before = self._found[-1]
            if first <= ended or (before == why and first <= ended + 1):
                self._found[-1] = (begun, max(ended, last), before)
                return
        self._found.append((first, last, why))

    def records(self) -> tuple[Unchecked, ...]:
        """One record for each stretch of lines, at most 20 and one that counts the rest."""
        shown = [Unchecked(_lines(first, last), why) for first, last, why in self._found[:_MOST]]
        if rest := self._found[_MOST:]:
            what = f"{len(rest)} more places, from line {rest[0][0]} to line {rest[-1][1]}"
            shown.append(Unchecked(what, "they were not understood either; is the file of this format?"))
        return tuple(shown)


def _lines(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first} to {last}"
