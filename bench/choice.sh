#!/usr/bin/env bash
# How near the search for a split comes to the truth, and how long it takes: bench/choice.sh [truth|default|ahead]     (all: four minutes on a quiet machine)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$here"
source bench/compile.sh
"$java" -Xmx1g -cp "$classpath" demarc.bench.choice.ChoiceBench "$@"
