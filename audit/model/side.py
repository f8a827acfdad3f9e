"""One side of a unit: a text in one language, exactly as a program would read it."""

import msgspec

from audit.model.notation import Notation
from audit.model.offset_map import OffsetMap


class Side(msgspec.Struct, frozen=True, gc=False):
    """The exact value: escapes decoded, nothing folded, stripped or normalised, tags kept as text.

    `map` leads from its code points to the file; a side without text has the place where its text would stand
    (`OffsetMap.point`). `notation` says how new text is written there. `plural` is the plural category it is for
    ("one", "few", …), or the number of the form where the format only counts them ("0", "1"). `path` names the file
    it stands in when that is not the document's own: `map` then counts code points of that file.
    """

    text: str
    map: OffsetMap
    language: str | None = None
    notation: str = Notation.PLAIN
    plural: str | None = None
    path: str | None = None
