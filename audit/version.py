"""The version, kept in code: asking the installed metadata for it would cost a cold start dearly."""

__version__ = "0.1.0"
