#!/usr/bin/env bash
# Writes the hashed lock files from pyproject.toml; no index address goes into them.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header "$@"; }
compile --extra print --extra charts --extra web pyproject.toml -o requirements/run.lock
compile --extra print --extra charts --extra milp --extra web --extra postgresql --extra analysis --group dev pyproject.toml -o requirements/dev.lock
compile --extra print --extra charts --extra milp --extra web --extra postgresql --extra analysis --group dev --group bench pyproject.toml -o requirements/bench.lock
