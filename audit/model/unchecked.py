"""What could not be checked. A value beside the findings, never dropped."""

import msgspec

# What a note is about on a file of sources, of which nothing was asked: the files that translate it were compared with it.
SOURCE_FILE = "file of sources"


class Unchecked(msgspec.Struct, frozen=True, order=True, gc=False):
    """`what` could not be checked because of `why`; `why` also says what to do about it.

    `fatal` is True when a whole document (or the run) went unchecked: the exit code is then 3.
    """

    what: str
    why: str
    fatal: bool = False
