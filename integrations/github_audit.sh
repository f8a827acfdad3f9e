#!/usr/bin/env bash
# One step of action.yml: inputs come as AUDIT_* variables; annotations, summary and outputs go where GitHub wants them.
set -uo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# `--option=value` keeps a value that begins with a dash a value.
words=(--format github --format "text=$work/audit.txt" --format "json=$work/audit.json")
words+=(--format "github-summary=$work/summary.md")
option() { if [ -n "$2" ]; then words+=("$1=$2"); fi; }
option --config "${AUDIT_CONFIG:-}"
option --target "${AUDIT_TARGET:-}"
option --source "${AUDIT_SOURCE:-}"
option --changed-since "${AUDIT_CHANGED_SINCE:-}"
option --fail-on "${AUDIT_FAIL_ON:-}"
option --fail-under "${AUDIT_FAIL_UNDER:-}"
option --max-findings "${AUDIT_MAX_FINDINGS:-}"
sarif=${AUDIT_SARIF:-}
sarif=${sarif%%$'\n'*}
folder=${AUDIT_WORKING_DIRECTORY:-.}
folder=${folder%%$'\n'*}
if [ -n "$sarif" ]; then words+=(--format "sarif=$sarif"); fi
if [ "${AUDIT_STRICT:-false}" = true ]; then words+=(--strict); fi
if [ "${AUDIT_EXIT_ZERO:-false}" = true ]; then words+=(--exit-zero); fi
while IFS= read -r line; do
  if [ -n "$line" ]; then words+=("$line"); fi
done <<<"${AUDIT_ARGUMENTS:-}"
while IFS= read -r line; do
  case $line in
    "") ;;
    -?*) words+=("./$line") ;; # a name, not an option
    *) words+=("$line") ;;
  esac
done <<<"${AUDIT_PATHS:-.}"

audit check "${words[@]}"
code=$?

if [ -f "$work/audit.txt" ]; then
  # Text from documents must not be taken for commands to the runner.
  token=$(python3 -c 'import secrets; print(secrets.token_hex(16))')
  echo "::stop-commands::$token"
  cat "$work/audit.txt"
  echo "::$token::"
fi
if [ -f "$work/summary.md" ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  cat "$work/summary.md" >>"$GITHUB_STEP_SUMMARY"
fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  echo "exit-code=$code" >>"$GITHUB_OUTPUT"
  if [ -f "$work/audit.json" ]; then
    python3 - "$work/audit.json" >>"$GITHUB_OUTPUT" <<'PYTHON'
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    summary = json.load(file)["summary"]
print(f"documents={summary['documents']}")
print(f"findings={sum(summary['findings'].values())}")
print(f"score={'' if summary['score'] is None else summary['score']}")
PYTHON
    # Other actions start at the top of the workspace, whatever folder this step ran in.
    case $sarif in
      "" | /* | [A-Za-z]:*) ;;
      *) if [ "${folder:-.}" != . ]; then sarif=${folder%/}/$sarif; fi ;;
    esac
    if [ -n "$sarif" ]; then echo "sarif=$sarif" >>"$GITHUB_OUTPUT"; fi
  fi
fi
exit "$code"
