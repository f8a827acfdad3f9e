"""See `text-too-long`."""

from collections.abc import Iterator

from audit.analysis.pair_view import PairView
from audit.model.check import Need, bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Severity


@check(
    id="text-too-long",
    category=Category.TRUNCATION,
    severity=Severity.MAJOR,
    message="{length} characters, and there is room for {room}",
    needs=(Need.SOURCE,),
    flows=(Flow.UNITS, Flow.CUES),
    examples=(
        bad("de", "⟦Benutzereinstellungen⟧", beside="Settings", source="en", max_length=12),
        bad("ja", "⟦通知設定を変更する⟧", beside="Notifications", source="en", max_length=8),
        good("de", "Optionen", beside="Settings", source="en", max_length=12, why="it fits"),
        good("fr", "Paramètres du compte", beside="Settings", source="en", why="no limit is given"),
    ),
)
def text_too_long(view: PairView) -> Iterator[Detection]:
    """A translation is longer than its file allows.

    Why it hurts a reader: it is cut off, or it covers what stands beside it.

    Left alone: units without a limit.
    """
    for index, pair in enumerate(view.pairs):
        room = pair.unit.max_length
        if room and len(pair.target.text) > room:
            length = len(pair.target.text)
            yield view.detection(index, 0, length, length=str(length), room=str(room))
