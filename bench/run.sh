#!/usr/bin/env bash
# Every figure of docs/performance.md: bench/run.sh [tickets …]     (by default 1000 100000 1000000)
# For each size a demonstration of its own, under $DEMARC_BENCH (a temporary directory), which is loaded, driven, and started again.
# Settings: SECONDS_EACH=8 CLIENTS=1,8,32 JMH=yes. The micro-benchmarks take four minutes more.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=${DEMARC_BENCH:-$(mktemp -d)}
mkdir -p "$work"
sizes=("$@")
[ ${#sizes[@]} -gt 0 ] || sizes=(1000 100000 1000000)

now() { date +%s.%N; }
since() { echo "$1 $(now)" | awk '{ printf "%.1f", $2 - $1 }'; }

cd "$here"
./demarc --version >/dev/null
source bench/compile.sh
bench() { "$java" -cp "$classpath" "$@"; }

server=
stop() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  server=
}
trap stop EXIT

start() {  # on the data directory $1; says how long the first page took
  local began port
  port=$((20000 + RANDOM % 20000))
  began=$(now)
  mkdir -p "$1"
  DEMARC_HOME=$1 ./demarc demo --port $port >"$1.log" 2>&1 &
  server=$!
  until curl -fs -o /dev/null "http://localhost:$port/sign-in" 2>/dev/null; do
    kill -0 $server 2>/dev/null || { cat "$1.log" >&2; exit 1; }
    sleep 0.1
  done
  echo "$2: first page after $(since "$began") s"
  until [ -f "$1/demo.json" ] && grep -q ":$port\"" "$1/demo.json" && grep -q 'Stop with' "$1.log"; do sleep 0.2; done
}

memory() { awk '/VmRSS/ { printf "resident memory of the JVM: %d MB\n", $2 / 1024 }' "/proc/$server/status"; }

echo "load before: $(cut -d' ' -f1-3 /proc/loadavg)"
for size in "${sizes[@]}"; do
  home=$work/$size
  echo
  echo "== $size tickets"
  if [ -d "$home/postgres" ]; then
    start "$home" "start"
  else
    start "$home" "first start (makes the database)"
    memory
    bench demarc.bench.load.Load "$home" "$size"
    stop
    start "$home" "warm start"
  fi
  memory
  bench demarc.bench.http.Drive "$home" seconds="${SECONDS_EACH:-8}" clients="${CLIENTS:-1,8,32}" server=$server json="$work/$size.json"
  memory
  stop
done

echo
echo "== checking each example, JVM start included (s)"
for example in examples/agreements/*.yaml; do
  began=$(now)
  ./demarc check "$example" >/dev/null
  echo "$(since "$began")  $example"
done

if [ "${JMH:-yes}" = yes ]; then
  echo
  echo "== micro-benchmarks"
  for each in LookupBench WorktimeBench; do bench "demarc.bench.$each" | grep -E '^(Benchmark|LookupBench|WorktimeBench).*(avgt|Mode|alloc.rate.norm)'; done
fi
echo
echo "JSON: $work/*.json"
