# Sourced by the benchmarks: compiles them into bench/target and core/target, and sets `java` and `classpath`. Wants `here` and a directory `work`.
java=java
[ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java
mvn -q -B -pl bench -am test-compile dependency:build-classpath -Dmdep.outputFile="$work/classpath" >"$work/build.log" 2>&1 \
  || { grep '^\[ERROR\]' "$work/build.log" | head -n 5 >&2
       echo "The benchmarks do not compile. They need JAVA_HOME to name a JDK 25 or newer (now: ${JAVA_HOME:-not set})." >&2; exit 1; }
classpath=$here/bench/target/classes:$here/core/target/classes:$(cat "$work/classpath")
