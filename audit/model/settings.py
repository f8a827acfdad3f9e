"""What the user chose, already validated, and what a configuration file may say.

The descriptions and examples here are the only ones: `audit init` writes them into `audit.toml`.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from audit.model.model_choice import ModelChoice
from audit.model.mqm import Severity

DEFAULT_MAX_BYTES = 64 * 1024 * 1024
ELSEWHERE = "\0"  # `match` of an excuse that another configuration of the run has: no path is called that
LONGEST_OUTLET = 120  # code points of an outlet's name

Target = Annotated[
    str | None,
    Meta(description="Language the texts are written in; left out, each document tells.", examples=["en"]),
]
Source = Annotated[
    str | None,
    Meta(description="Language they were translated from; left out, it is inferred.", examples=["ru"]),
]
Select = Annotated[
    tuple[str, ...],
    Meta(
        description="Checks to run: ids, or MQM categories (dimension or dimension/type). Empty: all.",
        examples=[["accuracy", "locale-conventions/number-format"]],
    ),
]
Ignore = Annotated[
    tuple[str, ...],
    Meta(
        description="Checks to leave out, named the same way; here, in [[path]] and --ignore they add up.",
        examples=[["style"]],
    ),
]
Terms = Annotated[
    tuple[str, ...],
    Meta(
        description="Words and phrases that are right as they stand: brands, names, loan words.",
        examples=[["Яндекс", "New York Times"]],
    ),
]
Glossary = Annotated[
    tuple[tuple[str, str, str], ...],
    Meta(
        description="Terms: in the source, in the translation, and required, forbidden or keep.",
        examples=[[["ferry", "Fähre", "required"]]],
    ),
]
SourceFile = Annotated[
    str | tuple[str, ...] | None,
    Meta(
        description="Where the sources of documents lie: a path, {name} being the file's own name; a glob with {lang} "
        "for the language; or auto. Left out, only translation files are compared: with the same path in another "
        "language.",
        examples=["locales/en/{name}", ["content/{lang}/**", "README.{lang}.md"]],
    ),
]
ReferenceFile = Annotated[
    str | None,
    Meta(
        description="Where translations by somebody else lie, to compare with, {name} being the document's own name.",
        examples=["references/de/{name}"],
    ),
]
Metrics = Annotated[
    tuple[str, ...] | None,
    Meta(
        description="Figures to reckon where there is a reference: bleu, chrf, chrf++, ter, or none; left out, chrf "
        "and bleu.",
        examples=[["bleu", "chrf", "ter"]],
    ),
]
BleuTokenizer = Annotated[
    str | None,
    Meta(description="How BLEU takes texts apart; left out, their language tells.", examples=["intl"]),
]
Profile = Annotated[
    str, Meta(description="Scoring profile: gist, publication or strict.", examples=["publication"])
]
Estimate = Annotated[
    str | None,
    Meta(
        description="Weights of score.estimate that `audit calibrate` wrote from labels of your own.",
        examples=["weights.toml"],
    ),
]
Preview = Annotated[
    bool, Meta(description="Run the checks in preview as well: new, still being measured.", examples=[True])
]
MaxBytes = Annotated[
    int, Meta(gt=0, description="Larger files are refused, in bytes.", examples=[DEFAULT_MAX_BYTES])
]
Encoding = Annotated[
    str | None,
    Meta(description="Character encoding of the files; left out, it is detected.", examples=["utf-8"]),
]
Format = Annotated[
    str | None, Meta(description="Format of the files; left out, name and content tell.", examples=["html"])
]
Baseline = Annotated[
    str | None,
    Meta(
        description="File of findings that were accepted (`audit baseline` writes it): only others count.",
        examples=["audit-baseline.json"],
    ),
]
RequireReason = Annotated[
    bool,
    Meta(description="An excuse without a reason excuses nothing, in documents and here.", examples=[True]),
]
Pattern = Annotated[str, Meta(min_length=1, max_length=1000)] | None


class IgnoreWhere(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """`[[ignore-where]]`: findings to excuse by the words around them.

    `match`: glob of the documents meant, relative to the configuration file. `check`: an id or category.
    `before`, `inside` and `after` are patterns (`audit.config.word_pattern`) of the text that ends where a
    finding begins, of the finding's own text, and of what follows it, all within one paragraph. Everything
    given must hold.
    """

    check: Annotated[
        str | None, Meta(description="Id or category; left out, any check.", examples=["doubled-word"])
    ] = None
    before: Annotated[
        Pattern, Meta(description="What stands right before it; * is anything.", examples=["Studio"])
    ] = None
    inside: Annotated[
        Pattern, Meta(description="The whole of what is found; * is anything.", examples=["had had"])
    ] = None
    after: Annotated[
        Pattern, Meta(description="What stands right after it; * is anything.", examples=["GmbH"])
    ] = None
    unit: Annotated[
        str | None, Meta(description="Id of the unit, in files that have such.", examples=["menu.open"])
    ] = None
    match: Annotated[
        str | None, Meta(description="Only in documents that match this glob.", examples=["archive/**"])
    ] = None
    reason: Annotated[
        str | None, Meta(description="Why they are right.", examples=["the band is called that"])
    ] = None


IgnoreWheres = Annotated[
    tuple[IgnoreWhere, ...], Meta(description="Findings to excuse by the words around them.")
]

Models = Annotated[
    tuple[ModelChoice, ...], Meta(description="Models to ask (docs/models.md); none, none is asked.")
]

FailUnder = Annotated[
    Annotated[float, Meta(ge=0, le=100)] | None,
    Meta(
        description="Fail when a document, or the mean of all, scores below this; short texts when surely below.",
        examples=[85],
    ),
]
FailOn = Annotated[
    Severity | None,
    Meta(
        description="Fail on any finding this grave or graver: neutral, minor, major or critical.",
        examples=["major"],
    ),
]
FailUnderMetric = Annotated[
    tuple[str, ...],
    Meta(
        description="Fail when a figure of all documents with a reference is below its mark.",
        examples=[["chrf=50"]],
    ),
]
MaxFindings = Annotated[
    Annotated[int, Meta(ge=0)] | None,
    Meta(description="Fail when all documents together have more findings than this.", examples=[20]),
]


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Choices that change what is found or how it is weighed; the keys of `audit.toml`.

    `target`/`source`: language tags, None to infer. `select`/`ignore`: check ids, or `dimension` or
    `dimension/type` of a category; an empty `select` means every check. `terms`: words and phrases that are
    right as they stand (brands, names, loan words). `glossary`: rows of a source term, a target term and
    "required", "forbidden" (this target term) or "keep" (the source term stands in the target as it is).
    `source_file`: where the files lie that others translate (`files/source_file.py`). `reference_file`: path of what a
    document is compared with. `metrics`: names of measures, None for the usual ones where there is a reference.
    `bleu_tokenizer`: overrides what the language says. `profile`: scoring profile.
    `preview`: run checks in preview too. `max_bytes`: larger files are refused. `encoding`: overrides detection. `format`:
    overrides name and content. `baseline`: path of a file of accepted findings. `require_reason`: excuses
    without a reason do not hold. `ignore_where`: findings to excuse by the words around them; for one
    document, those with a `match` are for others (`path_settings.for_document`). `models`: what to ask
    beside the rules (`audit/neural/`).
    """

    target: Target = None
    source: Source = None
    select: Select = ()
    ignore: Ignore = ()
    terms: Terms = ()
    glossary: Glossary = ()
    source_file: SourceFile = None
    reference_file: ReferenceFile = None
    metrics: Metrics = None
    bleu_tokenizer: BleuTokenizer = None
    profile: Profile = "publication"
    estimate: Estimate = None
    preview: Preview = False
    max_bytes: MaxBytes = DEFAULT_MAX_BYTES
    encoding: Encoding = None
    format: Format = None
    baseline: Baseline = None
    require_reason: RequireReason = False
    ignore_where: IgnoreWheres = ()
    models: Models = ()

    @property
    def source_patterns(self) -> tuple[str, ...]:
        """The patterns of `source_file`."""
        given = self.source_file
        return (given,) if isinstance(given, str) else given or ()


class PathRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """`[[path]]`: settings for the documents whose path matches a glob, relative to the configuration file.

    `ignore` and `terms` add to the general ones; anything else given replaces them. Later rules win.
    """

    match: Annotated[str, Meta(min_length=1, description="Glob of the documents meant.", examples=["ru/**"])]
    target: Target = None
    source: Source = None
    select: Select = ()
    ignore: Ignore = ()
    terms: Terms = ()
    profile: Annotated[str | None, Meta(description="Scoring profile.", examples=["strict"])] = None
    encoding: Encoding = None
    format: Format = None
    outlet: Annotated[
        Annotated[str, Meta(min_length=1, max_length=LONGEST_OUTLET, pattern=r"\S")] | None,
        Meta(
            description="The outlet they belong to, in tables, plan and trend; left out, host, table or folder.",
            examples=["Example Daily RU"],
        ),
    ] = None
    fail_under: FailUnder = None
    fail_on: FailOn = None
    max_findings: Annotated[
        Annotated[int, Meta(ge=0)] | None,
        Meta(description="The same for the documents of this rule, counted by themselves.", examples=[0]),
    ] = None


class OutputFormat(StrEnum):
    """What a configuration may choose for the screen. Files are named on the command line alone: a configuration may come
    with a repository, and must not say what is written where."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"
    SARIF = "sarif"
    JUNIT = "junit"
    CHECKSTYLE = "checkstyle"
    GITHUB = "github"
    GITHUB_SUMMARY = "github-summary"
    GITLAB = "gitlab"
    RDJSON = "rdjson"
    RDJSONL = "rdjsonl"


class OutputChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """`[output]`: how `audit check` and `audit report` show what they find; it changes no verdict."""

    format: Annotated[
        OutputFormat, Meta(description="check: the format on the screen, unless --format says another.")
    ] = OutputFormat.TEXT
    quiet: Annotated[
        bool, Meta(description="One line a document, no hints, no progress bar.", examples=[True])
    ] = False
    possible: Annotated[
        bool, Meta(description="Show doubtful findings too; they cost nothing.", examples=[True])
    ] = False
    all: Annotated[
        bool,
        Meta(description="check, text: of many documents, name those without findings too.", examples=[True]),
    ] = False


class SideFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What `<document>.audit.toml` beside a document may say: the excuses for it alone."""

    ignore_where: IgnoreWheres = ()


class Configuration(Settings, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Everything `audit.toml` may say: the settings, and which documents they are for."""

    terms_file: Annotated[
        str | None,
        Meta(
            description="A file with more terms, one a line, # begins a comment; left out, terms.txt beside "
            'this file where there is one; "" for none.',
            examples=["terms.txt"],
        ),
    ] = None
    glossary_file: Annotated[
        str | None,
        Meta(
            description="A file with more rows of the glossary: CSV, TSV or TBX, from this file's folder.",
            examples=["glossary.csv"],
        ),
    ] = None
    include: Annotated[
        tuple[str, ...],
        Meta(
            description="In folders, only what matches one of these globs. Empty: every known format.",
            examples=[["**/*.html", "**/*.md"]],
        ),
    ] = ()
    exclude: Annotated[
        tuple[str, ...],
        Meta(
            description="Documents and folders to leave out, as globs.", examples=[["drafts/", "*.old.html"]]
        ),
    ] = ()
    strict: Annotated[
        bool, Meta(description="Fail on documents too short for a firm verdict as well.", examples=[True])
    ] = False
    fail_under: FailUnder = None
    fail_under_metric: FailUnderMetric = ()
    fail_on: FailOn = None
    max_findings: MaxFindings = None
    output: Annotated[OutputChoice, Meta(description="How check and report show what they find.")] = (
        OutputChoice()
    )
    root: Annotated[
        bool,
        Meta(
            description="The search for a configuration, upwards from a document, ends here, with whatever this file "
            "says; nothing of a file above is ever added.",
            examples=[True],
        ),
    ] = False
    path: Annotated[
        tuple[PathRule, ...], Meta(description="Settings for some of the documents; later ones win.")
    ] = ()

    def nearest(self, path: str) -> tuple["Configuration", str]:
        """The configuration of a document, and its path as that sees it: there is only this one (see `InForce`)."""
        return self, path

    def every(self) -> Iterator[tuple[str, "Configuration"]]:
        """All configurations of the run, each with its folder."""
        yield "", self

    def exclusions(self, path: str) -> Iterator[tuple[str, str]]:
        """Globs that would leave a path out, each with the path as it sees it."""
        yield from ((glob, path) for glob in self.exclude)

    def inclusions(self, path: str) -> Iterator[tuple[str, str]]:
        """The globs one of which must mean a document in a folder, if there are any."""
        yield from ((glob, path) for glob in self.include)
