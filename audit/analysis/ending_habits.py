"""Whether the paragraphs and items of a document end with marks, told by those that are like the last one."""

from audit.analysis.segment_ends import Ending, ending
from audit.analysis.text_view import TextView
from audit.model.role import Role

LEAST = 3  # so many others must show the habit
STRONG_HABIT = 0.9  # share of them that leaves no doubt
LONG, LONG_UNSPACED = 60, 25  # code points of what is no label


class Habits:
    """The shares of paragraphs and items that end with a mark, one of them, `last`, aside."""

    def __init__(self, view: TextView, last: int) -> None:
        self._view = view
        self._last = last
        self._long = LONG if view.language.has_spaces else LONG_UNSPACED

    def of(self, text: str, *, several: bool) -> float:
        """The share among those like this text, the last one: of its kind, as long as it, of several sentences, too."""
        ends, role = self._view.language.sentence_ends, self._view.segments[self._last].role
        alike, long, joined = Share(), Share(), Share()
        for index, segment in enumerate(self._view.segments):
            if segment.role not in (Role.BODY, Role.ITEM) or index == self._last:
                continue
            how = ending(segment.text, ends)
            if how is Ending.OTHER:
                continue
            marked = how is Ending.MARK
            if segment.role is role:
                alike.count(marked)
                if len(segment.text) >= self._long:
                    long.count(marked)
            if several and behind_last_mark(segment.text[:-1], ends) > 0:
                joined.count(marked)
        of_long = long.value if len(text) >= self._long else 0.0
        return max(alike.value, of_long, joined.value)


class Share:
    """How many of those counted end with a mark."""

    def __init__(self) -> None:
        self.marked = self.others = 0

    def count(self, marked: bool) -> None:
        self.marked += marked
        self.others += not marked

    @property
    def value(self) -> float:
        """0 when they are too few to tell."""
        return self.marked / (self.marked + self.others) if self.marked >= LEAST else 0.0


def behind_last_mark(text: str, ends: str) -> int:
    """Where the last sentence of a text begins."""
    marks = [text.rfind(f"{mark} ") for mark in ends] + [text.rfind(mark) for mark in ends if mark > "\u02ff"]
    return max(marks, default=-1) + 1
