#!/usr/bin/env bash
# Signals beside Alertmanager, for docs/performance.md: bench/signals.sh     (settings: SECONDS_EACH=8 CONNECTIONS=16 CONDITIONS=10000 STORM=100000)
# The same alerts from the same driver to Debian's prometheus-alertmanager and to a demonstration of its own, below $DEMARC_BENCH (a temporary directory).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=${DEMARC_BENCH:-$(mktemp -d)}
mkdir -p "$work"
cd "$here"
./demarc --version >/dev/null
source bench/compile.sh

started=()
stop() {
  for each in "${started[@]}"; do kill "$each" 2>/dev/null || true; done
  wait
}
trap stop EXIT
await() { until curl -fs -o /dev/null "$1"; do kill -0 "$2" || { cat "$3" >&2; exit 1; }; sleep 0.2; done; }

port=$((20000 + RANDOM % 20000))
home=$work/signals
mkdir -p "$home"
DEMARC_HOME=$home ./demarc demo --port $port >"$home.log" 2>&1 &
server=$!
started+=($server)
await "http://localhost:$port/health" $server "$home.log"
until [ -f "$home/demo.json" ] && grep -q 'Stop with' "$home.log"; do sleep 0.2; done
token=$(grep -A12 'service manager' "$home/demo.json" | grep -o '"token" *: *"[^"]*"' | head -n 1 | cut -d'"' -f4)
client=$(curl -fsS -H "Authorization: Bearer $token" "http://localhost:$port/api/v1/clients" | grep -o '"key":"[^"]*"' | head -n 1 | cut -d'"' -f4)
key=$(curl -fsS -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d '{"kind": "alertmanager", "name": "Benchmark"}' \
  "http://localhost:$port/api/v1/clients/$client/sources" | grep -o '"key":"[^"]*"' | cut -d'"' -f4)

peer=()
if command -v prometheus-alertmanager >/dev/null; then
  other=$((port + 1))
  printf 'route:\n  receiver: nobody\nreceivers:\n  - name: nobody\n' >"$work/alertmanager.yml"
  prometheus-alertmanager --config.file="$work/alertmanager.yml" --storage.path="$work/alertmanager" --web.listen-address="localhost:$other" --cluster.listen-address= >"$work/alertmanager.log" 2>&1 &
  started+=($!)
  await "http://localhost:$other/-/ready" $! "$work/alertmanager.log"
  peer=(alertmanager="http://localhost:$other" alertmanagerPid="${started[-1]}")
fi
"$java" -cp "$classpath" demarc.bench.http.Signals "$home" server=$server key="$key" "${peer[@]}" seconds="${SECONDS_EACH:-8}" connections="${CONNECTIONS:-16}" \
  conditions="${CONDITIONS:-10000}" storm="${STORM:-100000}"
