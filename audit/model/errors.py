"""The error tree.

    AuditError
    ├── UsageError            wrong use: an option, a language tag, a missing path          exit code 2
    │   └── SettingsError     a configuration file says something it must not              exit code 2
    ├── UnreadableError       a document that cannot be read; the run goes on without it   exit code 3
    └── DataError             a data file shipped with the tool is broken: a bug of ours   exit code 2

Every message names what was being read, where in it the trouble is, and what to do next.
"""


class AuditError(Exception):
    """Base of every error this package raises on purpose."""


class UsageError(AuditError):
    """The tool was called in a way it does not understand."""


class SettingsError(UsageError):
    """A configuration holds an unknown key or an impossible value; the message gives file and line."""


class UnreadableError(AuditError):
    """One document could not be read. It becomes an `Unchecked` record; other documents go on."""


class DataError(AuditError):
    """A shipped data file does not hold what its decoder expects."""
