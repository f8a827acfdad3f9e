"""What language models leave is known by its parts in any wording; its twins of good text are left alone.

The wordings are lines of `language|class|text`, the twins of `language|text`; all are invented.
"""

from functools import cache
from pathlib import Path

import pytest

from audit.analysis.language_guess import GUESSABLE if False else None
