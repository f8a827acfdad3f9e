"""The pages' own scripts and styles pass their own content-security policy."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from audit.report.causes import Causes
from audit.report.cleanup_plan import cleanup_plan
from audit.report.html_report import document_page
from audit.report.index_page import index_page
from audit.report.tables import document_row
from audit.report.tally import Tally

from .made_results import made_finding, made_result

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *(
        "--disable-background-networking",
        "--disable-component-update",
        "--enable-logging=stderr",
        "--dump-dom",
    ),
)
TEXT = "one one two </script><script>document.title = 'broken in'</script>"

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no browser at hand")


def opened(page: str, folder: Path, fragment: str = "") -> str:
    """The page's elements after its script ran."""
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={folder / 'profile'}", f"file://{file}{fragment}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert not re.search(r"CONSOLE.*(Refused|Uncaught|Content.Security)", done.stderr), done.stderr
    return done.stdout


def test_document(tmp_path: Path) -> None:
    result = made_result(TEXT, made_finding(TEXT, 0, 7, replacement="one"))
    shown = opened(document_page(result), tmp_path, "#f1")
    assert '<div class="filters">' in shown, "the script ran"
    assert re.search(r'<li id="f1" class="[^"]*\bon\b', shown), "the finding of the address is chosen"
    assert "broken in</title>" not in shown


def test_index(tmp_path: Path) -> None:
    tally, causes = Tally(), Causes()
    result = made_result(TEXT, made_finding(TEXT, 0, 7), path=TEXT)
    tally.add(result)
    causes.add(result)
    shown = opened(
        index_page([document_row(result, "documents/a.html")], tally, cleanup_plan(causes)), tmp_path
    )
    assert re.search(r'<input class="search" type="search" placeholder', shown), "the script ran"
    assert "broken in</title>" not in shown
