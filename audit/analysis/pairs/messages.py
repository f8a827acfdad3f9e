"""The messages of both sides, read, of each unit whose family has messages inside messages."""

import re
from typing import NamedTuple

from audit.analysis.message_syntax import Argument, Message, read_message
from audit.analysis.pair_view import PairView
from audit.model.unit import Family

FAMILIES = frozenset({Family.ICU, Family.ANGULAR, Family.JAVA})
_BRACE = re.compile(r"[{}]")


class MessagePair(NamedTuple):
    source: Message
    target: Message


def message_pairs(view: PairView) -> dict[int, MessagePair]:
    """The messages of each pair that has a brace on either side, by its index. Remembered."""
    return view.remember("message pairs", lambda: _read(view))


def _read(view: PairView) -> dict[int, MessagePair]:
    if not any(pair.family in FAMILIES for pair in view.pairs):
        return {}
    marked = dict.fromkeys(view.pair_at(match.start()) for match in _BRACE.finditer(view.text))
    marked |= dict.fromkeys(view.pair_at_source(match.start()) for match in _BRACE.finditer(view.source_text))
    found = {}
    for index in sorted(marked):
        pair = view.pairs[index]
        if pair.family in FAMILIES and pair.target.text.strip():
            java = pair.family is Family.JAVA
            found[index] = MessagePair(
                read_message(pair.source.text, java), read_message(pair.target.text, java)
            )
    return found


def same_argument(message: Message, argument: Argument) -> Argument | None:
    """The argument of the other side that answers one: of its name, and a choice for a choice where there is one."""
    named = [other for other in message.arguments if other.name == argument.name]
    return next((other for other in named if bool(other.branches) == bool(argument.branches)), None) or next(
        iter(named), None
    )
