#!/bin/sh
# Resolve the requirements anew, with hashes and without addresses: any mirror of the index serves them.
set -eu
compile() { uv pip compile --quiet ${UPGRADE---upgrade} --universal --python-version 3.11 --generate-hashes --no-header --no-annotate "$@"; }
compile pyproject.toml --group build --output-file requirements/run.txt
compile --constraint requirements/run.txt pyproject.toml --group build --extra postgres --output-file requirements/postgres.txt
compile --constraint requirements/run.txt pyproject.toml --group build --group test --group lint --output-file requirements/test.txt
compile --group assets --output-file requirements/assets.txt
compile --constraint requirements/test.txt pyproject.toml --group build --group bench --output-file requirements/bench.txt
