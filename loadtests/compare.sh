#!/usr/bin/env bash
# What do the plain strategies make of the same burst? Those that wait without a bound respond late,
# those that never wait shed what the backend could have done a moment later.
#
#   mvn -q -DskipTests package && loadtests/compare.sh     starts target/weir.jar once for each
#
# Each strategy gets, after a warm-up, five bursts of 200 requests at the same moment, from hey alone,
# with a pause between them: 16 permits and calls of 20 ms are 800 a second, so a burst is a quarter of
# a second's work. Needs hey, curl and a JDK 21 or newer; half a minute in all. The lab (weir.jar lab)
# compares all strategies, and with a load that does not wait for responses.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

need hey
need_jar
. loadtests/weir.sh
csv=$(mktemp)
trap 'stop_weir || true; rm -f "$csv" "$weir_log"' EXIT

clients=200

# Column 1: seconds, 7: status.
bursts() {
  for _ in 1 2 3 4 5; do
    hey -o csv -n "$clients" -c "$clients" "$base/endpoint" | tail -n +2
    [ "$(levels_at_rest)" = "0 0" ] || { echo "the gate is not at rest after a burst" >&2; exit 1; }
  done >"$csv"
}

figures() {
  awk -F, '$7 == 200 { good++ } $7 == 429 { shed++ }
    END { printf "%d %d %d ", good, shed, NR - good - shed }' "$csv"
  awk -F, '$7 == 200 { print $1 * 1000 }' "$csv" | sort -n | awk '
    function p(share) { i = int(NR * share + 0.999); return sprintf("%.0f", v[i]) }
    { v[NR] = $1 }
    END { if (NR) print p(0.5), p(0.95), p(1); else print "- - -" }'
}

row() { printf '%-15s %8s %8s %8s %8s %8s %8s\n' "$@"; }

printf 'five bursts of %d requests, 16 permits, room 64, max-wait 250ms; ms are those of the served\n\n' "$clients"
row strategy served 429s other 'p50 ms' 'p95 ms' 'max ms'
for strategy in wait-then-shed reject block worker-pool; do
  start_weir -- --gate.strategy="$strategy" --gate.permits=16 --gate.waiting-room=64 --gate.max-wait=250ms
  hey -z 3s -c 16 "$base/endpoint" >/dev/null   # a JVM compiles while it runs
  bursts
  # shellcheck disable=SC2046 # each figure is a word
  row "$strategy" $(figures)
  stop_weir
done
