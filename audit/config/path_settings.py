"""The settings, the gates and the outlet of one document: the general ones, then every `[[path]]` rule that means it."""

import msgspec

from audit.files.globs import glob_matches
from audit.model.gate import Limits
from audit.model.settings import Configuration, IgnoreWhere, Settings
from audit.score.scoring_profile import scoring_profile

REPLACED = ("target", "source", "select", "profile", "encoding", "format")
ADDED = ("ignore", "terms")
GATES = ("fail_under", "fail_on", "max_findings")


def settings_for(configuration: Configuration, path: str) -> Settings:
    """`path` is relative to the outermost configuration of the run, with "/": see `Configuration.nearest`."""
    configuration, path = configuration.nearest(path)
    chosen = {name: getattr(configuration, name) for name in Settings.__struct_fields__}
    for rule in configuration.path:
        if glob_matches(rule.match, path):
            chosen |= {name: getattr(rule, name) for name in REPLACED if getattr(rule, name)}
            chosen |= {name: chosen[name] + getattr(rule, name) for name in ADDED}
    if any(rule.match for rule in configuration.ignore_where):
        chosen["ignore_where"] = tuple(for_document(rule, path) for rule in configuration.ignore_where)
    return Settings(**chosen)


def for_document(rule: IgnoreWhere, path: str) -> IgnoreWhere:
    """The rule without its `match` where that means the document. The others keep theirs, so that a rule has
    the same number for every document."""
    return (
        msgspec.structs.replace(rule, match=None) if rule.match and glob_matches(rule.match, path) else rule
    )


def outlet_for(configuration: Configuration, path: str) -> str | None:
    """The outlet that the last `[[path]]` rule with one names for a document, None when there is none."""
    configuration, path = configuration.nearest(path)
    named = (
        rule.outlet for rule in reversed(configuration.path) if rule.outlet and glob_matches(rule.match, path)
    )
    return next(named, None)


def limits_for(configuration: Configuration, path: str) -> Limits:
    """The gates in force for a document. Naming one takes the place of the verdict, unless `strict` keeps it."""
    nearest, inside = configuration.nearest(path)
    # Documents with a limit of their own folder are counted by themselves.
    within = path[: len(path) - len(inside)]
    configuration, path, group = nearest, inside, within
    chosen = {name: getattr(configuration, name) for name in GATES}
    profile = configuration.profile
    for rule in configuration.path:
        if glob_matches(rule.match, path):
            given = {name: getattr(rule, name) for name in GATES if getattr(rule, name) is not None}
            chosen |= given
            group = within + rule.match if "max_findings" in given else group
            profile = rule.profile or profile
    named = any(value is not None for value in chosen.values()) or bool(configuration.fail_under_metric)
    return Limits(
        **chosen,
        group=group,
        verdict=configuration.strict or not named,
        floor=scoring_profile(profile).floor_words,
    )
