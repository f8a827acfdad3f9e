"""What is known around a document."""

import msgspec

from audit.excuses.baseline import Baseline
from audit.model.document import Document
from audit.model.run_facts import ALONE, RunFacts
from audit.model.settings import IgnoreWhere
from audit.model.source_change import SourceChange
from audit.one.other_unit import OtherUnit


class Around(msgspec.Struct, frozen=True):
    """Everything an audit knows of a document that is not in it.

    `corpus` is what the documents of the run say together; `baseline` holds accepted
    findings; `excuses` are the rules for this document alone; `filed` is its path as the baseline's entries have it,
    where its own does not tell. `reference_text` is a whole text beside a text,
    `reference` a document by somebody else that says the same in the same language.
    `elsewhere` are units of other documents that checks compare with its own. `change` is what happened to the page that
    a page translates since it was translated.
    """

    corpus: RunFacts = ALONE
    baseline: Baseline | None = None
    excuses: tuple[IgnoreWhere, ...] = ()
    filed: str | None = None
    reference_text: str | None = None
    reference: Document | None = None
    elsewhere: tuple[OtherUnit, ...] = ()
    change: SourceChange | None = None


NOTHING = Around()
