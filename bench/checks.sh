#!/usr/bin/env bash
# Ten thousand checks a minute from one node, and what a restart and a silent network make of them: bench/checks.sh [checks]
# A demonstration of its own under $DEMARC_BENCH (a temporary directory); what is looked at is a responder on 127.0.0.1. Setting: MINUTES=3.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=${DEMARC_BENCH:-$(mktemp -d)}
mkdir -p "$work/home"
cd "$here"
./demarc --version >/dev/null
source bench/compile.sh

server=
stop() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  server=
}
trap stop EXIT

start() {
  local port=$((20000 + RANDOM % 20000))
  rm -f "$work/home/demo.json"
  DEMARC_HOME=$work/home DEMARC_CHECKS_ALLOW=127.0.0.1 ./demarc demo --port $port >"$work/log" 2>&1 &
  server=$!
  until grep -q 'Stop with' "$work/log"; do
    kill -0 $server 2>/dev/null || { cat "$work/log" >&2; exit 1; }
    sleep 0.5
  done
}
bench() { "$java" -cp "$classpath" demarc.bench.checks.ChecksBench "$work/home" "$server" "$@"; }

echo "$(date -u +%FT%TZ), $(nproc) processors ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)), load before: $(cut -d' ' -f1-3 /proc/loadavg)"
start
echo "== ${1:-10000} checks that answer"
bench add="${1:-10000}" watch="${MINUTES:-3}"
echo "== stopped for 100 seconds, and started again"
stop
sleep 100
start
bench watch=2
echo "== everything silent: each look waits five seconds in vain"
bench silent=yes watch="${MINUTES:-3}"
