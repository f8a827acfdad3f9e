"""The commented `audit.toml` that `audit init` writes, made from the record that reads it."""

import json
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from audit.model.model_choice import ModelChoice
from audit.model.settings import Configuration, IgnoreWhere, OutputChoice, PathRule

HEAD = """\
# Configuration of translation-audit. Every key stands here with its default or an example; take away the
# "# " in front of those you want. The same keys work under [tool.audit] in pyproject.toml.
# `audit checks` lists the checks, `audit languages` the languages.
"""
WIDTH = 100


# Keys that are arrays of tables, and what a table of them may say. They come last: in TOML, what follows
# the head of a table belongs to it.
TABLES: dict[str, type[msgspec.Struct]] = {
    "path": PathRule,
    "ignore_where": IgnoreWhere,
    "models": ModelChoice,
}
SINGLE: dict[str, type[msgspec.Struct]] = {"output": OutputChoice}


def settings_template() -> str:
    """A valid configuration that says nothing: every key is commented out."""
    plain = (name for name in keys(Configuration) if name not in TABLES and name not in SINGLE)
    blocks = [HEAD, *(block(Configuration, name) for name in plain)]
    for name, record in SINGLE.items():
        head = f"# {described(Configuration, name)[0]}\n# [{name}]"
        blocks.append("\n".join([head, *(block(record, key) for key in keys(record))]))
    for name, record in TABLES.items():
        rules = [f"# {described(Configuration, name)[0]}\n# [[{name.replace('_', '-')}]]"]
        blocks.append("\n".join(rules + [block(record, key) for key in keys(record)]))
    return "\n".join(blocks)


def keys(record: type[msgspec.Struct]) -> tuple[str, ...]:
    """Field names, in order."""
    return record.__struct_fields__


def block(record: type[msgspec.Struct], name: str) -> str:
    """One key: what it means, its default, and a line to uncomment."""
    description, example = described(record, name)
    default = default_of(record, name)
    given = default not in (None, (), msgspec.NODEFAULT)
    note = f" Default: {written(default)}." if given else ""
    value = written(default if example is None else example)
    return f"# {description}{note}\n# {name.replace('_', '-')} = {value}\n"


def described(record: type[msgspec.Struct], name: str) -> tuple[str, Any]:
    """The description and the example of a field. Raises ValueError for a field that has none."""
    hint = get_type_hints(record, include_extras=True)[name]
    for meta in get_args(hint)[1:] if get_origin(hint) is not None else ():
        if isinstance(meta, msgspec.Meta) and meta.description:
            return meta.description, meta.examples[0] if meta.examples else None
    raise ValueError(f"{record.__name__}.{name} has no description")


def default_of(record: type[msgspec.Struct], name: str) -> Any:
    """The default of a field; NODEFAULT when it must be given."""
    defaults = record.__struct_defaults__
    place = record.__struct_fields__.index(name) - len(record.__struct_fields__) + len(defaults)
    return defaults[place] if place >= 0 else msgspec.NODEFAULT


def written(value: Any) -> str:
    """A value in TOML; for texts, numbers, truth values and lists of texts JSON writes the same."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
