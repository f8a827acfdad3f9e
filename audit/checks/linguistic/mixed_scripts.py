"""See `mixed-scripts`."""

from collections.abc import Iterator

from audit.analysis.script_mix import script_mix
from audit.analysis.text_view import TextView
from audit.language.script_names import script_name
from audit.model.check import bad, check, good
from audit.model.document import Flow
from audit.model.finding import Detection
from audit.model.mqm import Category, Confidence, Severity


@check(
    id="mixed-scripts",
    category=Category.SPELLING,
    severity=Severity.MAJOR,
    message="{script} letters in a text that is written in {usual} ones ({places}): “{found}”",
    flows=(Flow.PROSE,),
    confidence=Confidence.LIKELY,
    examples=(
        bad(
            "sr",
            "Трамваји возе сваког дана од пет сати ујутру. Карте се купују на киоску.\n\n"
            "⟦Početak radova je planiran za proleće, a završetak za jesen⟧.\n\n"
            "Путници треба да понесу кишобран.",
        ),
        bad(
            "sr",
            "Tramvaji voze svakog dana od pet sati ujutru. Karte se kupuju na kiosku.\n\n"
            "⟦Почетак радова је планиран за пролеће, а завршетак за јесен⟧.\n\n"
            "Putnici treba da ponesu kišobran.",
        ),
        good(
            "sr",
            "Трамваји возе сваког дана од пет сати ујутру. На табли пише „Ne diraj, visok napon je u kablu“. "
            "Програм се зове Open Street Map, а користи и Microsoft Visual Studio.",
            why="a quotation and names",
        ),
        good("hr", "Tramvaji voze svakog dana od pet sati ujutro.", why="a language of one alphabet"),
    ),
)
def mixed_scripts(view: TextView) -> Iterator[Detection]:
    """Sentences of a language with two alphabets stand in the other one: Latin letters amid a Serbian text in Cyrillic.

    Why it hurts a reader: readers of both alphabets take it for a paste from elsewhere. Chunks that were translated apart
    differ so. The first place counts, the others are its repeats.

    Left alone: quotations, titles, names, single words, and sentences of other languages.
    """
    found = script_mix(view)
    if found is None:
        return
    places = "once" if len(found.stretches) == 1 else f"{len(found.stretches):,} times"
    for start, end in found.stretches:
        yield view.detection(
            start,
            end,
            cause="the other alphabet",
            script=script_name(found.rare),
            usual=script_name(found.usual),
            places=places,
        )
