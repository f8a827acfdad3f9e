"""The settings of one document: the general ones, then every `[[path]]` rule that means it."""

from audit.model.settings import Configuration, Settings
from audit.run.globs import glob_matches

REPLACED = ("target", "source", "select", "profile", "encoding", "format")
ADDED = ("ignore", "terms")


def settings_for(configuration: Configuration, path: str) -> Settings:
    """`path` is relative to the configuration file, with "/"."""
    chosen = {name: getattr(configuration, name) for name in Settings.__struct_fields__}
    for rule in configuration.path:
        if glob_matches(rule.match, path):
            chosen |= {name: getattr(rule, name) for name in REPLACED if getattr(rule, name)}
            chosen |= {name: chosen[name] + getattr(rule, name) for name in ADDED}
    if any(rule.match for rule in configuration.ignore_where):
        chosen["ignore_where"] = tuple(
            rule for rule in configuration.ignore_where if not rule.match or glob_matches(rule.match, path)
        )
    return Settings(**chosen)
