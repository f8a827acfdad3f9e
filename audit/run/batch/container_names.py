"""Names for the documents of tables and archives, no two alike in a run.

Names met so far are kept in temporary files, not in memory: tables may have any number of rows. A row is called
by its table, so tables cannot meet; pages of archives are called by their URLs, and the same page may be in many.
"""

import sqlite3
from array import array
from collections.abc import Iterable
from hashlib import blake2b


class NameSet:
    """A set of names, as numbers of 64 bits, in a file that has no name and goes with the process."""

    def __init__(self) -> None:
        self._disk = sqlite3.connect("", isolation_level=None)
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -8192"):
            self._disk.execute(f"PRAGMA {setting}")
        self._disk.execute("CREATE TABLE met (name INTEGER PRIMARY KEY)")
        self._disk.execute("BEGIN")

    def __contains__(self, number: int) -> bool:
        return self._disk.execute("SELECT 1 FROM met WHERE name = ?", (number,)).fetchone() is not None

    def add(self, number: int) -> bool:
        """True when it is new."""
        return self._disk.execute("INSERT OR IGNORE INTO met VALUES (?)", (number,)).rowcount == 1

    def update(self, numbers: Iterable[int]) -> None:
        """Add many."""
        self._disk.executemany("INSERT OR IGNORE INTO met VALUES (?)", ((number,) for number in numbers))


class ContainerNames:
    """Gives every document of a container a name: `CONTAINER#ID`, or its URL.

    `elsewhere` holds the URLs of the containers before. `first` and `again` are the numbers of the URLs met here that
    are not, and that are, among them: with other containers before it, the same names come out where these hold.
    """

    def __init__(self, container: str, elsewhere: NameSet) -> None:
        self.container = container
        self.first, self.again = array("q"), array("q")
        self._elsewhere = elsewhere
        self._met = NameSet()
        self._row = 0

    def unlike(self, own: str) -> str:
        """The name of the next document, which calls itself `own`."""
        self._row += 1
        name = own if "://" in own else f"{self.container}#{own or f'row {self._row}'}"
        if "://" in own:
            number = number_of(name)
            if number in self._elsewhere:
                self.again.append(number)
                name = f"{name} ({self.container} row {self._row})"
            else:
                self.first.append(number)
        if not self._met.add(number_of(name)):
            name = f"{name} (row {self._row})"
            while not self._met.add(number_of(name)):
                name += "'"
        return name


def number_of(name: str) -> int:
    """64 bits of a name."""
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
