#!/usr/bin/env bash
# How many tickets a second are simulated, beside SSJ: bench/simulation.sh [rounds]     (by default 7; two minutes)
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
"$java" -Xmx3g -cp "$here/bench/target/classes:$here/core/target/classes:$(cat "$work/classpath")" demarc.bench.desk.DeskBench "$@"
