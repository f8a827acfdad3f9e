"""Measure the audit's speed as ratios taken in the same run, on one core.

    python tools/measure_speed.py                 the whole measurement, about three minutes
    python tools/measure_speed.py --megabytes 4   a quick look
    python tools/measure_speed.py --checks        the cost of each check beside it, in word passes

The text is generated (seeded): articles of English words with the word lengths, paragraph lengths
and punctuation of news, one slip in 400 words, English function words in their usual share.

    word pass      re.findall(r"\\w+", text): the cheapest thing one can do with every word
    audit          Auditor(target="en").check_text over the same text, in documents of about 3, 30 and 300 KB
    langdetect     detect() sentence by sentence, over 400 KB of it
    linearity      one document of 1, 2, 5 and 10 MB: time per MB
    cold start     `audit check` of a 10 KB file against `python -c pass`
"""

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FUNCTION_WORDS = """
the of and to in a is that for it was on with as by at from be this are or an which have had not but
they his were their has its who will more been would about when there if out up into than them then
some could other after first also any new only over such our most made where much through before
between both under
""".split()  # noqa: SIM905
SLIPS = (
    lambda words: [*words[:5], words[4], *words[5:]],
    lambda words: [*words[:4], words[4] + " ,", *words[5:]],
    lambda words: [*words[:4], "слово", *words[4:]],
    lambda words: [words[0].lower(), *words[1:]],
)


def written_words(rng: random.Random) -> list[str]:
    """The English words of this project's own documentation, in a random order.

    Invented words would be words of another language to a check that knows the words of thirty-five.
    """
    pages = sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))
    # Without the code and the quoted faults of other languages.
    prose = re.sub(
        r"```.*?```|`[^`\n]*`|“[^”\n]*”|\]\([^)\n]*\)|^ {4}[^\n]*$|^>[^\n]*$",
        " ",
        "\n".join(page.read_text(encoding="utf-8") for page in pages),
        flags=re.DOTALL | re.MULTILINE,
    )
    words = Counter(re.findall(r"\b[a-z]{2,}\b", prose))
    found = sorted(word for word in words if words[word] > 1)
    rng.shuffle(found)
    return found


def generated_articles(megabytes: float, seed: int = 7) -> list[str]:
    """Articles of 2–6 KB, `megabytes` in all; the same for the same seed."""
    rng = random.Random(seed)
    vocabulary = written_words(rng)
    names = [word.title() for word in rng.sample(vocabulary, len(vocabulary) // 10)]
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]

    def sentence() -> str:
        length = max(7, int(rng.gauss(20, 7)))
        words = rng.choices(vocabulary, weights, k=length)
        for index in range(1, length):
            draw = rng.random()
            if draw < 0.45:
                words[index] = FUNCTION_WORDS[min(int(rng.expovariate(0.06)), len(FUNCTION_WORDS) - 1)]
                if words[index] == words[index - 1]:
                    words[index] = vocabulary[rng.randrange(len(vocabulary) // 4)]
            elif draw < 0.52:
                words[index] = rng.choice(names)
            elif draw < 0.525:
                words[index] = f"{rng.randint(1, 90)},{rng.randint(100, 999)}"
            elif draw < 0.6 and words[index - 1] not in FUNCTION_WORDS:
                words[index - 1] += ","
        words[-1] = rng.choice(vocabulary)  # no sentence ends on "the"
        words[0] = words[0].capitalize()
        if rng.random() < length / 400:
            words = rng.choice(SLIPS)(words)
        text = " ".join(words)
        if rng.random() < 0.15:
            text = f"“{text},” {rng.choice(names)} said"
        return text + "."

    def article() -> str:
        parts = [" ".join(rng.choice(names) for _ in range(5))]
        parts += [" ".join(sentence() for _ in range(rng.randint(2, 6))) for _ in range(rng.randint(4, 9))]
        return "\n\n".join(parts) + "\n"

    articles, size = [], 0
    while size < megabytes * 1_000_000:
        articles.append(article())
        size += len(articles[-1].encode())
    return articles


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """Median CPU time of a call."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def cold(command: list[str], runs: int = 15) -> float:
    """Median wall time of a process, after a warm-up."""
    # An installed package has its byte code beside it; the warm-up runs must be allowed to write it.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(runs + 2):
        start = time.perf_counter()
        subprocess.run(
            command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
        )
        times.append(time.perf_counter() - start)
    return statistics.median(times[2:])


def audit_all(articles: list[str]) -> int:
    from audit import Auditor

    auditor = Auditor(target="en")
    return sum(len(auditor.check_text(article).findings) for article in articles)


def langdetect_sentences(text: str) -> None:
    from langdetect import DetectorFactory, detect
    from langdetect.lang_detect_exception import LangDetectException

    DetectorFactory.seed = 0
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        try:
            detect(sentence)
        except LangDetectException:
            continue


def throughput(megabytes: float, kilobytes: float, rounds: int) -> dict[str, float]:
    """Word passes that the audit of `megabytes` of text costs, cut into documents of about `kilobytes`.

    The two are timed in turns and the fastest of each counts: whatever else the machine does slows both.
    """
    from audit import Auditor

    articles = generated_articles(megabytes)
    each = max(1, round(kilobytes / 3.3))
    documents = ["\n".join(articles[i : i + each]) for i in range(0, len(articles), each)]
    text = "\n".join(documents)
    auditor = Auditor(target="en")
    auditor.check_text(documents[0])
    word_pass, audit = float("inf"), float("inf")
    for _ in range(rounds):
        word_pass = min(word_pass, seconds(lambda: re.findall(r"\w+", text), 1))
        audit = min(audit, seconds(lambda: [auditor.check_text(document) for document in documents], 1))
    size = len(text.encode()) / 1e6
    name = f"documents of {len(text) / len(documents) / 1000:,.0f} KB"
    return {
        f"{name}, word pass, MB/s": round(size / word_pass, 1),
        f"{name}, audit, MB/s": round(size / audit, 2),
        f"{name}, audit in word passes": round(audit / word_pass, 2),
    }


def against_langdetect(kilobytes: float) -> dict[str, float]:
    """How many times dearer langdetect is, sentence by sentence, over the same text."""
    articles = generated_articles(kilobytes / 1000)
    text = "\n".join(articles)
    audit_all(articles[:3])
    langdetect_sentences(text[:3_000])
    audit = min(seconds(lambda: audit_all(articles), 1) for _ in range(5))
    detect = seconds(lambda: langdetect_sentences(text), 1)
    return {"langdetect by sentence / audit": round(detect / audit, 1)}


def linearity(sizes: tuple[float, ...]) -> dict[str, float]:
    from audit import Auditor

    auditor = Auditor(target="en")
    out = {}
    for size in sizes:
        text = "\n".join(generated_articles(size))
        took = seconds(lambda text=text: auditor.check_text(text), 1)  # type: ignore[misc]
        out[f"one document of {size:g} MB, s/MB"] = round(took / (len(text.encode()) / 1e6), 3)
    return out


def start_up() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.txt")
        path.write_text("\n".join(generated_articles(0.01))[:10_000], encoding="utf-8")
        script = Path(sys.executable).with_name("audit")
        audit = [str(script)] if script.exists() else [sys.executable, "-m", "audit"]
        bare = cold([sys.executable, "-c", "pass"])
        check = cold([*audit, "check", "--target", "en", str(path)])
        guessed = cold([*audit, "check", str(path)])
        version = cold([*audit, "--version"])
    return {
        "python -c pass, ms": round(bare * 1000, 1),
        "audit --version / bare": round(version / bare, 1),
        "audit check of 10 KB / bare": round(check / bare, 1),
        "the same, target language inferred / bare": round(guessed / bare, 1),
    }


def by_check(megabytes: float) -> dict[str, float]:
    """Each check's cost in word passes over one document, shared analysis warm, dearest first."""
    from audit.analysis.page_anatomy import label_roles
    from audit.analysis.text_view import TextView
    from audit.language.profiles import profile
    from audit.readers.read_document import read_string
    from audit.registry.builtin_checks import builtin_checks

    text = "\n".join(generated_articles(megabytes))
    passes = seconds(lambda: re.findall(r"\w+", text))
    document = label_roles(read_string(text))
    out = {
        "reading": seconds(lambda: read_string(text)),
        "page anatomy": seconds(lambda: label_roles(read_string(text))),
    }
    view = TextView(document.segments, profile("en"))
    for check in builtin_checks():
        list(check.run(view))
        out[check.id] = seconds(lambda check=check: list(check.run(view)))  # type: ignore[misc]
    fresh = TextView(document.segments, profile("en"))
    out["shared: words"] = seconds(lambda: (fresh.__dict__.pop("parts", None), fresh.parts))
    out["shared: volume"] = seconds(lambda: (fresh.__dict__.pop("volume", None), fresh.volume))
    ordered = dict(sorted(out.items(), key=lambda item: -item[1]))
    return {name: round(took / passes, 2) for name, took in ordered.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--checks", action="store_true", help="only the cost of each check")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if options.checks:
        figures = by_check(min(options.megabytes, 4))
    else:
        sizes = tuple(size for size in (1.0, 2.0, 5.0, 10.0) if size <= options.megabytes)
        rounds = 3 if options.megabytes > 8 else 5
        figures = {
            **throughput(options.megabytes, 3, rounds),
            **throughput(options.megabytes, 30, rounds),
            **throughput(options.megabytes, 300, rounds),
            **against_langdetect(400),
            **linearity(sizes),
            **start_up(),
        }
    for name, value in figures.items():
        print(f"{name:<50}{value:>10}")


if __name__ == "__main__":
    main()
