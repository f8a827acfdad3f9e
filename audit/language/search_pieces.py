"""A search through a long text piece by piece: what finds many words at once keeps several times its text meanwhile."""

from collections.abc import Callable, Iterator, Sequence

PIECE = 1 << 18  # code points that are searched at once
SEGMENT_END = "\0"  # of views: no word reaches across

Hits = Sequence[tuple[int, int, int]]  # number of the word, start and end


def hits_by_piece(find: Callable[[str], Hits], text: str) -> Iterator[tuple[int, int, int]]:
    """What `find` finds in a text, in its order; a long one is cut at ends of segments."""
    begin = 0
    while begin < len(text):
        end = text.find(SEGMENT_END, begin + PIECE)
        end = len(text) if end < 0 else end
        if begin == 0 and end == len(text):
            yield from find(text)
            return
        for number, first, last in find(text[begin:end]):
            yield number, first + begin, last + begin
        begin = end
