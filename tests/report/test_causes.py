"""Parts of an archive, put together in order, hold exactly what one gatherer over everything holds."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.model.finding import Finding
from audit.model.mqm import Category, Severity
from audit.model.result import Outcome, Unreadable
from audit.model.role import Role
from audit.model.unchecked import Unchecked
from audit.report.cause_key import CauseKey, Family, cause_key, name_stem, shape
from audit.report.plan import causes as module
from audit.report.plan.causes import DIGESTS, EXAMPLES, PLACES, Causes
from audit.report.plan.cleanup_json import plan_record
from audit.report.plan.cleanup_plan import cleanup_plan
from audit.report.plan.totals import Totals
from audit.report.tally import Tally

from .made_results import made_finding, made_result

# The first example loads the language data, and a run of documents is much to draw.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
WORDS = "Load more Загрузить ещё Kyiv Киев 12,5 don’t — ЗАГРУЗИТЬ more"
OUTLETS = ("north/a.html", "north/b/c.html", "south/x.txt", "top.txt", "east/1.html", "https://example.org/a")


@st.composite
def outcomes(draw: st.DrawFn) -> list[Outcome]:
    found: list[Outcome] = []
    for _ in range(draw(st.integers(0, 8))):
        path = draw(st.sampled_from(OUTLETS))
        if draw(st.integers(0, 9)) == 0:
            found.append(Unreadable(path, "gone"))
            continue
        findings: list[Finding] = []
        for _ in range(draw(st.integers(0, 6))):
            start = draw(st.integers(0, len(WORDS) - 2))
            end = draw(st.integers(start + 1, min(len(WORDS), start + 9)))
            findings.append(
                made_finding(
                    WORDS,
                    start,
                    end,
                    check=draw(st.sampled_from(["untranslated-text", "doubled-word", "dialogue-dash"])),
                    category=draw(st.sampled_from(list(Category))),
                    role=draw(st.sampled_from(list(Role))),
                    severity=draw(st.sampled_from(list(Severity))),
                    replacement=draw(st.sampled_from([None, "x", ""])),
                )
            )
        findings.sort(key=lambda finding: (finding.start, finding.end, finding.check))
        notes = (Unchecked("a check", "it broke", fatal=True),) if draw(st.integers(0, 9)) == 0 else ()
        found.append(
            made_result(
                WORDS, *findings, path=path, unchecked=notes, scale=draw(st.sampled_from([1.0, 9.7, 40.0]))
            )
        )
    return found


def gathered(outcomes: list[Outcome], most: int = 20_000) -> Causes:
    causes = Causes()
    causes.sums = Totals(module.CauseSum, most)
    causes.outlets = Totals(module.OutletSum, most)
    for outcome in outcomes:
        causes.add(outcome)
    return causes


@PATIENT
@given(outcomes(), st.lists(st.integers(0, 12), max_size=4), st.integers(1, 5))
def test_parts_are_the_whole(outcomes: list[Outcome], cuts: list[int], most: int) -> None:
    whole = gathered(outcomes)
    bounds = [0, *sorted(min(cut, len(outcomes)) for cut in cuts), len(outcomes)]
    parts = [outcomes[first:last] for first, last in pairwise(bounds)]
    together = gathered([], most)
    for part in parts:
        together.merge(Causes.from_bytes(gathered(part, most).to_bytes()))
    assert together.to_bytes() == whole.to_bytes()
    plan = plan_record(cleanup_plan(whole), Tally())
    assert plan_record(cleanup_plan(together), Tally()) == plan
    assert plan_record(cleanup_plan(whole), Tally()) == plan, "asking changes nothing"
    assert together.to_bytes() == whole.to_bytes()


@PATIENT
@given(outcomes(), st.integers(0, 12), st.integers(0, 12))
def test_merging_is_associative(outcomes: list[Outcome], first: int, second: int) -> None:
    first, second = sorted((min(first, len(outcomes)), min(second, len(outcomes))))
    cut = [outcomes[:first], outcomes[first:second], outcomes[second:]]
    one, two, three = map(gathered, cut)
    two.merge(three)
    one.merge(two)
    left, right, last = map(gathered, cut)
    left.merge(right)
    left.merge(last)
    assert one.to_bytes() == left.to_bytes()


@PATIENT
@given(outcomes())
def test_gains_add_up_to_what_is_missing(outcomes: list[Outcome]) -> None:
    plan = cleanup_plan(gathered(outcomes))
    if plan.score is None:
        return
    total = sum(cause.gain for cause in plan.causes) + sum(rest.gain for rest in plan.folded)
    assert total == pytest.approx(100 - plan.score, abs=0.02)
    assert all(cause.gain_alone <= cause.gain + 0.001 for cause in plan.causes)
    assert sum(cause.count for cause in plan.causes) == plan.findings
    after = [cause.score_after for cause in plan.causes]
    assert after == sorted(after, key=float) if after else True


def test_memory_is_bounded_and_everything_counts() -> None:
    causes = gathered([], most=10)
    many = PLACES + DIGESTS + 5
    for number in range(many):
        text = f"слово{chr(0x430 + number % 30)}{chr(0x430 + number // 30)} текст"
        finding = made_finding(text, 0, len(text), check="untranslated-text", category=Category.UNTRANSLATED)
        other = made_finding(text, 0, 3, check="dialogue-dash", category=Category.LOCALE_PUNCTUATION)
        causes.add(made_result(text, other, finding, path=f"{number:03}.txt"))
    assert len(causes.sums._held) <= 10
    plan = cleanup_plan(causes)
    assert (plan.findings, plan.total) == (2 * many, many + 1)
    habit = plan.causes[0]
    assert (habit.count, habit.documents, habit.share) == (many, many, 1.0)
    assert (len(habit.places), len(habit.examples), habit.texts) == (PLACES, 1, 1)
    assert [place.path for place in habit.places] == [f"{number:03}.txt" for number in range(PLACES)]


def test_examples_show_what_was_put_together() -> None:
    causes = Causes()
    for number, text in enumerate(
        ["Фото: 12.03.2024", "ФОТО:  1.4.2025", "фото 5.5.2025", "Фото: 12.03.2024"] * 3
    ):
        finding = made_finding(text, 0, len(text), check="untranslated-text", category=Category.UNTRANSLATED)
        causes.add(made_result(text, finding, path=f"{number}.txt"))
    (cause,) = cleanup_plan(causes).causes
    assert (cause.count, cause.documents, cause.texts) == (12, 12, 3)
    assert [example.text for example in cause.examples] == [
        "Фото: 12.03.2024",
        "ФОТО:  1.4.2025",
        "фото 5.5.2025",
    ]
    assert len(cause.examples) <= EXAMPLES


def key_of(text: str, category: Category, role: Role = Role.BODY, replacement: str | None = None) -> CauseKey:
    finding = made_finding(text, 0, len(text), category=category, role=role, replacement=replacement)
    result = made_result(text, finding, element="html/body/p", role=role)
    return cause_key(result, finding, "north")


@pytest.mark.parametrize(
    ("one", "other", "category"),
    [
        ("Загрузить ещё", "ЗАГРУЗИТЬ  ЕЩЁ", Category.UNTRANSLATED),
        ("Фото: 12.03.2024", "Фото: 1.4.2025", Category.UNTRANSLATED),
        ("Photo: Anna Vesterholm", "PHOTO: Sorvenga Agency", Category.LAYOUT),
        ("Переведено сервисом «Яндекс Переводчик»", "Перевод: Яндекс Переводчик", Category.ADDITION),
        ("12,5", "1 480,25".replace(" ", ""), Category.NUMBER_FORMAT),
        ("— ", "—", Category.LOCALE_PUNCTUATION),
        ("Kiev", "Kyiv", Category.INCONSISTENT_TERM),
        ("Lisovik", "Lisovika", Category.INCONSISTENT_TERM),
        ("Лисовик", "Лисовика", Category.INCONSISTENT_TERM),
        ("photoграфия", "photoграфии", Category.UNTRANSLATED),
        ("caf\N{REPLACEMENT CHARACTER}", "pr\N{REPLACEMENT CHARACTER}s", Category.CHARACTER_ENCODING),
        ("a\N{ZERO WIDTH SPACE}", "\N{ZERO WIDTH SPACE}b", Category.CHARACTER_ENCODING),
    ],
)
def test_one_cause(one: str, other: str, category: Category) -> None:
    assert key_of(one, category) == key_of(other, category)


def test_one_encoding_fault_is_one_cause() -> None:
    one = key_of("donâ€™t", Category.CHARACTER_ENCODING, replacement="don’t")
    other = key_of("JosÃ©", Category.CHARACTER_ENCODING, replacement="José")
    assert one == other
    assert one.group == "UTF-8 read as cp1252"
    cyrillic = key_of("РџСЂРёРІРµС‚", Category.CHARACTER_ENCODING, replacement="Привет")
    assert cyrillic.group == "UTF-8 read as cp1251"


@pytest.mark.parametrize(
    ("one", "other", "category"),
    [
        ("Загрузить ещё", "Загрузить всё", Category.UNTRANSLATED),
        ("«", "„", Category.LOCALE_PUNCTUATION),
        ("12", "!", Category.UNTRANSLATED),
        ("Kiev", "Lviv", Category.INCONSISTENT_TERM),
    ],
)
def test_two_causes(one: str, other: str, category: Category) -> None:
    assert key_of(one, category) != key_of(other, category)


def test_a_field_is_one_cause_whatever_it_says() -> None:
    one = key_of("Первый заголовок", Category.UNTRANSLATED, Role.METADATA)
    other = key_of("Второй", Category.UNTRANSLATED, Role.METADATA)
    assert one == other
    assert one.family is Family.FIELD
    assert one.group == "html/body/p"


@PATIENT
@given(
    st.text(st.characters(codec=None), max_size=300),
    st.sampled_from(list(Category)),
    st.sampled_from(list(Role)),
)
def test_every_text_has_a_key_that_comes_back(text: str, category: Category, role: Role) -> None:
    key = key_of(text or "x", category, role)
    again = CauseKey.from_data(key.data)
    assert (again.family, again.check, again.group, again.outlet) == (
        key.family,
        key.check,
        key.group,
        key.outlet,
    )
    assert len(key.data) < 2000
    shape(text)
    name_stem(text, "en")


def test_bytes_of_others_are_refused() -> None:
    for data in (b"", b"\xff", b"\x91\x01", Causes().to_bytes()[:-3]):
        with pytest.raises(ValueError, match="no gathered causes"):
            Causes.from_bytes(data)
    with pytest.raises(ValueError, match="different settings"):
        Causes().merge(Causes(possible=True))
