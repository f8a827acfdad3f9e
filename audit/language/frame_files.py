"""The data files of frames: what a frame is, and the words that a language has for its slots."""

from enum import StrEnum

import msgspec

SHARED = "any"  # the file of the frames, and of the words that are the same in every language
STEM = "*"  # in front of or behind a word of a slot: any letters may stand there


class Place(StrEnum):
    """Where in its sentence a frame has to stand."""

    SENTENCE = "sentence"  # anywhere
    START = "start"  # its first word opens the sentence; a label may stand before it ("Note:")
    LINE = "line"  # as START, and nothing else but more of its kind stands in the segment
    BRACKETS = "brackets"  # as START, and brackets stand around the sentence


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One frame.

    `needs`: slots of which a word each stands in the sentence, in any order unless `ordered`; the first
    that is rare wakes the frame. One word may fill two slots ("machine-translated"). `without`:
    slots of which no word may stand between the start of the sentence and the last word that was needed.
    `reach`: code points from the first such word to the last. `left`: so many words of the sentence may
    belong to none of the slots of `needs` and `fills`; no limit when it is None; behind a word of the slot
    `until` nothing is counted. `inner`: so many of them may stand between the needed words. `ends`: marks,
    one of which ends the sentence. `apart`: no two of the needed words overlap ("Google Translate" is no
    translation of Google's). `closes`: marks that end it behind the needed words ("Here is the translation:
    The river rose."). `beside`: a slot; sentences next to it, in the same segment, that hold a word of that
    slot belong to it ("May contain errors."); where it is `backed` one has to. `kind` and `weak` are for
    whoever asks. A language that has `this` and `thing` says `self` wherever these stand side by side.
    """

    id: str
    kind: str
    needs: tuple[str, ...]
    fills: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    place: Place = Place.SENTENCE
    ordered: bool = False
    apart: bool = False
    reach: int = 300
    left: int | None = None
    inner: int | None = None
    until: tuple[str, ...] = ()
    ends: str = ""
    closes: str = ""
    beside: str = ""
    backed: bool = False
    weak: bool = False


class FrameFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/<kind>/<language>.toml`, or `any.toml`.

    `unspaced`: words are not parted by spaces or are glued to their endings, so a word counts wherever its
    letters stand. `slots`: name → words in lower case, see `STEM`. A language adds its words to the shared ones.
    `tongues`: stem of a language's name → its tag; the stems are the slot `tongue`.
    """

    unspaced: bool = False
    slots: dict[str, tuple[str, ...]] = {}
    tongues: dict[str, str] = {}
    frame: tuple[Frame, ...] = ()
