#!/usr/bin/env bash
# How near the search for a split comes to the truth, and how long it takes: bench/choice.sh [truth|default|ahead]     (all: four minutes on a quiet machine)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$here"
java=java
[ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java
mvn -q -B -pl bench -am test-compile dependency:build-classpath -Dmdep.outputFile="$work/classpath" >"$work/build.log" 2>&1 \
  || { grep '^\[ERROR\]' "$work/build.log" | head -n 5 >&2
       echo "The benchmarks do not compile. They need JAVA_HOME to name a JDK 25 or newer (now: ${JAVA_HOME:-not set})." >&2; exit 1; }
"$java" -Xmx1g -cp "$here/bench/target/classes:$here/core/target/classes:$(cat "$work/classpath")" demarc.bench.choice.ChoiceBench "$@"
