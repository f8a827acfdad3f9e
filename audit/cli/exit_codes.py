"""What the exit code says. Scripts depend on it: extend, never renumber."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The outcome of a command.

    UNCHECKED wins over FAILED: a run that could not look at everything is no basis for any verdict, and
    its report names both the findings and what went unchecked. `--exit-zero` turns FAILED and UNCHECKED
    into PASSED, never WRONG_USE.
    """

    PASSED = 0
    FAILED = 1  # a gate was not passed: one that was named, else the verdict of a document
    WRONG_USE = 2  # an option, a path or the configuration is wrong; nothing was audited
    UNCHECKED = 3  # a document, or a check of one, could not be run
    INTERRUPTED = 130  # Ctrl-C
