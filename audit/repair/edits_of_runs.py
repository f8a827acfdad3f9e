"""An edit of a paragraph whose text the file has cut into runs, as office programs do amid words."""

from audit.model.carrier import Carrier
from audit.model.fix import Edit
from audit.model.span import Span


def stretches_of_runs(carrier: Carrier, start: int, end: int) -> list[Span]:
    """The stretches of the file that together show the text `[start, end)`, with only tags between them."""
    found: list[Span] = []
    for piece in carrier.map.between(start, end):
        if found and found[-1].end == piece.file_start:
            found[-1] = Span(found[-1].start, piece.file_end)
        else:
            found.append(Span(piece.file_start, piece.file_end))
    return found


def points_between_runs(carrier: Carrier, offset: int) -> list[Span]:
    """Where text may be put in at `offset`: at the end of what stands before it, or at the start of what follows."""
    points = [carrier.map.to_file(offset, offset)]
    if offset:
        end = carrier.map.to_file(offset - 1, offset).end
        if end != points[0].start:
            points.insert(0, Span(end, end))
    return points


def edits_of_runs(stretches: list[Span], written: str) -> list[Edit]:
    """The new text in the first of the stretches, which lends it its look; the others become empty."""
    return [Edit(span.start, span.end, "" if number else written) for number, span in enumerate(stretches)]
