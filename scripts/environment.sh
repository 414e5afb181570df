#!/usr/bin/env bash
# Makes .venv from uv.lock, with whatever this machine has: a uv, or any Python from 3.8 on.
# Python 3.10 is taken from the machine where it is there; otherwise uv fetches it.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -n "${OWN_ENVIRONMENT:-}" ]; then
  # Somebody made .venv in another way (a PyTorch without CUDA, say) and answers for it.
  [ -x .venv/bin/attache ] && exit 0
  echo "OWN_ENVIRONMENT is set, but there is no .venv/bin/attache: install the project into .venv, or unset it." >&2
  exit 1
fi

uv_version=0.13.9
stamp=.venv/.uv.lock.sha256
wanted=$(cat uv.lock pyproject.toml | sha256sum | cut -d' ' -f1)
if [ -x .venv/bin/attache ] && [ "$(cat "$stamp" 2>/dev/null || true)" = "$wanted" ]; then
  exit 0
fi

find_uv() {
  # A uv on PATH may be a shim that is there and does not run, so it has to answer.
  if uv --version >/dev/null 2>&1; then
    command -v uv
    return
  fi
  if [ ! -x .tools/bin/uv ]; then
    local python
    for python in python3.12 python3.11 python3.10 python3 python; do
      if "$python" -c 'import sys, venv; sys.exit(sys.version_info < (3, 8))' >/dev/null 2>&1; then
        echo "Putting uv $uv_version into .tools ..." >&2
        "$python" -m venv .tools
        .tools/bin/python -m pip install --quiet "uv==$uv_version"
        break
      fi
    done
  fi
  if [ ! -x .tools/bin/uv ]; then
    echo "Neither uv nor a Python from 3.8 on was found. Install uv (https://docs.astral.sh/uv/) and run this again." >&2
    exit 1
  fi
  echo .tools/bin/uv
}

uv=$(find_uv)
echo "Installing the environment (Python 3.10, about 10 GB on Linux because its PyTorch brings CUDA; a few minutes) ..." >&2
# .venv is named outright: an environment that happens to be active elsewhere must not be changed.
UV_PROJECT_ENVIRONMENT=.venv "$uv" sync --frozen --python 3.10
echo "$wanted" > "$stamp"
