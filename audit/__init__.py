"""translation-audit: the linter for translated text.

    from audit import Auditor
    result = Auditor(target="en").check_text("Monitoring and and control.")
    for finding in result.findings:
        print(finding.line, finding.column, finding.message)

What `__all__` names is public; everything else may change.
"""

from typing import TYPE_CHECKING, Any

from audit.version import __version__

if TYPE_CHECKING:
    from audit.config.settings_file import read_settings
    from audit.model.errors import AuditError, SettingsError, UnreadableError, UsageError
    from audit.model.finding import Finding
    from audit.model.fix import Edit, Fix
    from audit.model.result import Result
    from audit.model.score import Score, Verdict
    from audit.model.settings import Settings
    from audit.model.unchecked import Unchecked
    from audit.run.auditor import Auditor
    from audit.run.comparison.compare import compare

__all__ = [
    "AuditError",
    "Auditor",
    "Edit",
    "Finding",
    "Fix",
    "Result",
    "Score",
    "Settings",
    "SettingsError",
    "Unchecked",
    "UnreadableError",
    "UsageError",
    "Verdict",
    "__version__",
    "compare",
    "read_settings",
]

# Loaded when first asked for, so that `audit --version` does not pay for the whole house.
_HOMES = {
    "AuditError": "audit.model.errors",
    "Auditor": "audit.run.auditor",
    "Edit": "audit.model.fix",
    "Finding": "audit.model.finding",
    "Fix": "audit.model.fix",
    "Result": "audit.model.result",
    "Score": "audit.model.score",
    "Settings": "audit.model.settings",
    "SettingsError": "audit.model.errors",
    "Unchecked": "audit.model.unchecked",
    "UnreadableError": "audit.model.errors",
    "UsageError": "audit.model.errors",
    "Verdict": "audit.model.score",
    "compare": "audit.run.comparison.compare",
    "read_settings": "audit.config.settings_file",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'audit' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
