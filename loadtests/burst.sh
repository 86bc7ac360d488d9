#!/usr/bin/env bash
# What does Weir do with bursts of more and more clients? Past the limit, goodput should stay where it
# is, those who are served should wait no longer than gate.max-wait, and the rest should get a 429.
#
#   mvn -q -DskipTests package && loadtests/burst.sh     starts target/weir.jar with default settings
#   loadtests/burst.sh http://localhost:8080             measures a Weir that runs already
#
# Six bursts of 3 s, half a minute in all. Needs hey and, without a URL, a JDK 21 or newer and curl.
# hey's clients come back at once after a refusal, so what is offered says how fast Weir refuses; and
# each waits for its response, so none is offered while Weir is slow. script.js has neither fault.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

need hey

csv=$(mktemp)
if [ $# -gt 0 ]; then
  base=${1%/}
  trap 'rm -f "$csv"' EXIT
else
  need_jar
  . loadtests/weir.sh
  trap 'stop_weir || true; rm -f "$csv" "$weir_log"' EXIT
  start_weir --
fi

# Column 1: seconds, 7: status, 8: offset.
burst() { hey -o csv -z "$1" -c "$2" "$base/endpoint" | tail -n +2 >"$csv"; }

# From the first request to the last byte of the last response.
rates() {
  awk -F, '{ end = $8 + $1; if (end > last) last = end } $7 == 200 { good++ } $7 == 429 { shed++ }
    END { if (!last) last = 3; printf "%d %d %d %d\n", NR / last, good / last, shed, NR - good - shed }' "$csv"
}

served_ms() {
  awk -F, '$7 == 200 { print $1 * 1000 }' "$csv" | sort -n | awk '
    function p(share) { i = int(NR * share + 0.999); return sprintf("%.0f", v[i]) }
    { v[NR] = $1 }
    END { if (NR) print p(0.5), p(0.95), p(0.99); else print "- - -" }'
}

burst 2s 32   # a JVM compiles while it runs
[ -s "$csv" ] || { echo "nothing responds at $base/endpoint" >&2; exit 2; }

row() { printf '%8s %10s %10s %8s %8s %8s %8s %8s\n' "$@"; }

printf '%s/endpoint; ms are those of the served\n\n' "$base"
row clients offered/s goodput/s 429s other 'p50 ms' 'p95 ms' 'p99 ms'
for clients in 8 16 32 64 128 256; do
  burst 3s "$clients"
  # shellcheck disable=SC2046 # each figure is a word
  row "$clients" $(rates) $(served_ms)
done
