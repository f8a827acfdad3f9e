"""What one needs to write a check of one's own (docs/plugins.md).

    from audit.extend import Category, Severity, bad, check, good

    @check(id="stray-comma", category=Category.PUNCTUATION, severity=Severity.MINOR,
           message="“{mark}” stands alone", examples=(bad("en", "Yes ⟦, ,⟧ no."), good("en", "Yes, no.", why="one")))
    def stray_comma(view):
        \"\"\"A comma stands alone. …\"\"\"
        …

What `__all__` names is public, as that of `audit` is.
"""

from audit.analysis.pair_view import PairView
from audit.analysis.text_view import TextView, safe_fix, suggested_fix
from audit.model.check import Check, Need, Trait, bad, check, good
from audit.model.finding import Detection, Reason
from audit.model.fix import Edit, Fix, Safety
from audit.model.mqm import Category, Confidence, Severity
from audit.model.role import PROSE, Role
from audit.registry.known_checks import known_checks
from audit.registry.plugins import GROUP
from audit.run.hold_examples import assert_examples

__all__ = [
    "GROUP",
    "PROSE",
    "Category",
    "Check",
    "Confidence",
    "Detection",
    "Edit",
    "Fix",
    "Need",
    "PairView",
    "Reason",
    "Role",
    "Safety",
    "Severity",
    "TextView",
    "Trait",
    "assert_examples",
    "bad",
    "check",
    "good",
    "known_checks",
    "safe_fix",
    "suggested_fix",
]
