#!/usr/bin/env bash
# How many tickets a second are simulated, beside SSJ: bench/simulation.sh [rounds]     (by default 7; two minutes)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$here"
source bench/compile.sh
"$java" -Xmx3g -cp "$classpath" demarc.bench.desk.DeskBench "$@"
