#!/usr/bin/env bash
# Does Weir keep its promises on this machine? Goodput at the limit and at 25 times as many clients,
# waits of those who are served, counts that agree, 8,000 requests that wait at once in 512 MB.
#
#   mvn -q -DskipTests package && loadtests/promises.sh
#
# Takes a good minute, on loopback only, and stops by itself. Needs a JDK 21 or newer and hey. Exits
# with 1 if a promise was not kept; on a noisy machine, run it again before you believe that.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

need hey
need_jar
[ "$(ulimit -n)" -ge 17000 ] || ulimit -n 17000 || { echo "8,000 clients need ulimit -n 17000" >&2; exit 2; }

. loadtests/weir.sh
. loadtests/promise.sh
out=$(mktemp -d)
trap 'stop_weir || true; rm -rf "$out" "$weir_log"' EXIT

served() { metric 'request_count_total{outcome="served"}'; }
shed() { metric 'request_count_total{outcome="shed"}'; }

# A JVM compiles while it runs, so what is measured begins after two seconds of the same load.
warm_up() { hey -z 2s "$@" "$base/endpoint" >/dev/null; levels_at_rest >/dev/null; served_before=$(served) shed_before=$(shed); }

burst() { hey -o csv "$@" "$base/endpoint" | tail -n +2 >"$out/csv"; }   # column 1: seconds, 7: status, 8: offset

responses() { awk -F, -v status="$1" '$7 == status { n++ } END { print n + 0 }' "$out/csv"; }

# From the first request to the last byte of the last response.
served_per_second() {
  awk -F, '{ end = $8 + $1; if (end > last) last = end } $7 == 200 { n++ } END { printf "%.1f\n", n / last }' "$out/csv"
}

p99_ms() {
  awk -F, '$7 == 200 { print $1 * 1000 }' "$out/csv" | sort -n |
    awk '{ v[NR] = $1 } END { i = int(NR * 0.99 + 0.999); printf "%.0f\n", v[i] }'
}

at_rest() {
  local levels
  levels=$(levels_at_rest)
  promise "$1: in flight and waiting afterwards" "${levels// /}" == 00
  promise "$1: served, by both counts" "$(responses 200)" == "$(($(served) - served_before))"
  promise "$1: shed, by both counts" "$(responses 429)" == "$(($(shed) - shed_before))"
}

start_weir -- --gate.permits=8 --backend.simulated.latency=20ms
warm_up -c 8
burst -z 8s -c 8
promise "8 clients, 8 permits: served per second" "$(served_per_second)" '>=' 388
promise "8 clients, 8 permits: refused" "$(responses 429)" == 0
at_rest "8 clients"
stop_weir

start_weir -- --gate.permits=8 --backend.simulated.latency=20ms --gate.waiting-room=256 --gate.max-wait=250ms
warm_up -c 200
burst -z 8s -c 200
promise "200 clients: served per second" "$(served_per_second)" '>=' 392
promise "200 clients: p99 of the served, ms" "$(p99_ms)" '<=' 297
promise "200 clients: neither 200 nor 429" "$(awk -F, '$7 != 200 && $7 != 429' "$out/csv" | wc -l)" == 0
at_rest "200 clients"
stop_weir

start_weir -Xmx512m -- --gate.permits=8 --backend.simulated.latency=20ms --gate.waiting-room=10000 --gate.max-wait=10s
served_before=0 shed_before=0
burst -n 8000 -c 8000 &
crowd=$! most=0
while kill -0 "$crowd" 2>/dev/null; do
  now=$(metric queue_depth || echo 0)
  [ "$now" -le "$most" ] || most=$now
  sleep 0.2
done
wait "$crowd"
promise "8,000 clients, 512 MB: most who waited at once" "$most" '>' 7500
promise "8,000 clients: 200 or 429" "$(($(responses 200) + $(responses 429)))" == 8000
at_rest "8,000 clients"
stop_weir

code=0
"$java" -jar target/weir.jar --gate.permits=0 >"$out/bad" 2>&1 || code=$?
promise "bad settings: exit code" "$code" == 2
promise "bad settings: lines" "$(wc -l <"$out/bad")" == 1

all_kept
