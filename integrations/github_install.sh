#!/usr/bin/env bash
# Installs the checked-out action into an environment of its own and puts `audit` on the PATH of later steps.
set -euo pipefail
home="${RUNNER_TEMP:?}/translation-audit"
python=python3
command -v python3 >/dev/null || python=python
"$python" -m venv "$home"
bin="$home/bin"
[ -d "$bin" ] || bin="$home/Scripts"
"$bin/python" -m pip install --quiet --disable-pip-version-check "${GITHUB_ACTION_PATH:?}"
echo "$bin" >>"${GITHUB_PATH:?}"
