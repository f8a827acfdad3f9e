"""One entry of a translation file: its source, its translation, and what the file says of both."""

from enum import StrEnum

import msgspec

from audit.model.side import Side


class State(StrEnum):
    """How far a translation is, as its file says."""

    NEW = "new"  # nobody has translated it yet
    DRAFT = "draft"  # fuzzy, unfinished, needs review: somebody will look at it again
    TRANSLATED = "translated"
    FINAL = "final"  # reviewed, approved, signed off
    OBSOLETE = "obsolete"  # kept in the file, shown nowhere
    LOCKED = "locked"  # not to be translated


class Family(StrEnum):
    """The syntax of the placeholders in a unit's texts."""

    PRINTF = "printf"  # %s, %1$d: C, PO files, and anything like it
    PYTHON_FORMAT = "python-format"  # %s, %(name)s
    PYTHON_BRACE = "python-brace"  # {}, {0}, {name!r:>10}
    ICU = "icu"  # {name}, {count, plural, one {…} other {…}}
    I18NEXT = "i18next"  # {{name}}, $t(key)
    VUE = "vue"  # {name}, @:key, forms parted by |
    ANGULAR = "angular"  # {{ name }}, ICU plurals
    QT = "qt"  # %1, %L1, %n
    JAVA = "java"  # {0}, {1,number}: MessageFormat, where '' is an apostrophe
    CSHARP = "csharp"  # {0}, {1:N2}
    RUBY = "ruby"  # %{name}, %<count>d
    FLUENT = "fluent"  # { $name }, { message }, { FUNC($x) }
    ANDROID = "android"  # %1$s and <xliff:g>
    OBJC = "objc"  # %@, %1$@, %lld
    PHP = "php"  # %s, :name, $name
    GTK = "gtk"  # %s, _accelerator
    HTML = "html"
    MARKDOWN = "markdown"
    XLIFF_INLINE = "xliff-inline"  # <g id="1">, <x/>, <pc>, <ph>
    NONE = "none"  # no placeholders: braces and per cent signs are text


class Unit(msgspec.Struct, frozen=True, gc=False):
    """A source text and its translation.

    `id` names it within its file (a key, a path of keys, the id of a trans-unit, the msgid). `sources` and `targets`
    have one side each, or one per plural category; a file of one side only has no sources. A unit without a
    translation has a target without text, at the place where it would stand. `context` is what tells equal
    sources apart; `notes` are the comments for translators. `max_length` counts code points. `family` is None where
    the format does not tell.
    """

    id: str
    sources: tuple[Side, ...]
    targets: tuple[Side, ...]
    context: str | None = None
    notes: tuple[str, ...] = ()
    reference: str | None = None
    state: State = State.TRANSLATED
    max_length: int | None = None
    family: Family | None = None

    @property
    def source(self) -> Side | None:
        """The source of a unit without plural forms; of one with, its first form."""
        return self.sources[0] if self.sources else None

    def source_for(self, target: Side) -> Side | None:
        """The source form that stands for the same number as a target form.

        The form of its own category; else the last one, which is that of "other" in every format.
        """
        if len(self.sources) < 2:
            return self.sources[0] if self.sources else None
        same = next((side for side in self.sources if side.plural == target.plural), None)
        return same or self.sources[-1]
