#!/usr/bin/env bash
# Assets with their software, reported as the GLPI agent does, and the lists of them: bench/estate.sh [assets [packages]]
# A demonstration of its own under $DEMARC_BENCH (a temporary directory).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=${DEMARC_BENCH:-$(mktemp -d)}
mkdir -p "$work/home"
cd "$here"
./demarc --version >/dev/null
source bench/compile.sh

port=$((20000 + RANDOM % 20000))
DEMARC_HOME=$work/home ./demarc demo --port $port >"$work/log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true' EXIT
until grep -q 'Stop with' "$work/log"; do
  kill -0 $server 2>/dev/null || { cat "$work/log" >&2; exit 1; }
  sleep 0.5
done
echo "$(date -u +%FT%TZ), $(nproc) processors ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)), load before: $(cut -d' ' -f1-3 /proc/loadavg)"
"$java" -cp "$classpath" demarc.bench.estate.EstateBench "$work/home" "$server" assets="${1:-10000}" packages="${2:-300}"
[ -z "${KEEP:-}" ] || { echo "kept: $work/home"; wait "$server"; }
