#!/usr/bin/env bash
# Is Weir a gateway that one can put in front of production? A storm of retries, beside HAProxy under
# the same load, bodies of a gigabyte through a heap of 96 MB, a backend that dies under load.
#
#   mvn -q -DskipTests package && loadtests/gateway.sh [storm] [haproxy] [hangups] [pass] [bodies] [faults]
#
# All of it takes seven minutes, on loopback only, and stops by itself. Needs a JDK 21 or newer, hey, wrk,
# haproxy, nginx and curl (Debian: apt-get install hey wrk haproxy nginx curl), and 3 GB of disk for
# bodies. Exits with 1 if a promise was not kept; on a noisy machine, run it again before you believe that.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

need hey wrk haproxy nginx curl
need_jar
[ $# -gt 0 ] || set -- storm haproxy hangups pass bodies faults

. loadtests/weir.sh
. loadtests/promise.sh
. loadtests/peers.sh
trap 'stop_weir || true; stop_upstream; stop_proxy; rm -rf "$out" "$weir_log"' EXIT

# Responds after 20 ms, however many ask: what limits them is the proxy.
start_slow_upstream() { start_simulated_upstream "$1" --backend.simulated.capacity=1000; }   # port

burst() { hey -o csv "$@" | tail -n +2 >"$out/csv"; }   # column 1: seconds, 7: status, 8: offset

served() { awk -F, '$7 == 200 { n++ } END { print n + 0 }' "$out/csv"; }

# Until the last one was served: HAProxy has more in line when the load ends, and serves them after it.
served_per_second() {
  awk -F, '$7 == 200 { n++; end = $8 + $1; if (end > last) last = end } END { printf "%.1f\n", n / last }' "$out/csv"
}

# A JVM compiles while it runs, what it does with new connections too.
warm_up() { for _ in 1 2 3 4 5 6; do hey -n 2000 -c 1000 "$base/endpoint" >/dev/null; done; }

p99_ms() {
  awk -F, '$7 == 200 { print $1 * 1000 }' "$out/csv" | sort -n |
    awk '{ v[NR] = $1 } END { i = int(NR * 0.99 + 0.999); printf "%.0f\n", v[i] }'
}

half() { awk -v n="$1" 'BEGIN { printf "%.1f\n", n / 2 }'; }

gate_of_8=(--gate.permits=8 --gate.waiting-room=16 --gate.max-wait=250ms)

storm() {
  local delay
  for delay in 0s 500ms; do
    start_weir -- "${gate_of_8[@]}" --gate.max-refusal-delay=$delay
    warm_up
    burst -z 8s -c 1000 "$base/endpoint"
    if [ $delay = 0s ]; then
      printf '%-52s %10s\n' "storm of 1,000, refused at once: served of 3,200" "$(served)"
    else
      promise "storm of 1,000: served of 3,200" "$(served)" '>=' 3136
      promise "storm of 1,000: p99 of the served, ms" "$(p99_ms)" '<=' 297
    fi
    [ "$(levels_at_rest)" = "0 0" ] || promise "storm: at rest afterwards" 0 == 1
    stop_weir
  done
}

# Alternating, three times each; what counts are the medians.
beside_haproxy() {   # clients, port of HAProxy
  rm -f "$out"/*.served "$out"/*.p99
  for _ in 1 2 3; do
    burst -z 8s -c "$1" "http://127.0.0.1:$2/endpoint"
    served_per_second >>"$out/theirs.served"; p99_ms >>"$out/theirs.p99"
    burst -z 8s -c "$1" "$base/endpoint"
    served_per_second >>"$out/weirs.served"; p99_ms >>"$out/weirs.p99"
  done
  promise "$1 clients: served per second, HAProxy's too" "$(median <"$out/weirs.served")" '>=' "$(median <"$out/theirs.served")"
  promise "$1 clients: p99 ms, half of HAProxy's" "$(median <"$out/weirs.p99")" '<=' "$(half "$(median <"$out/theirs.p99")")"
}

haproxy_too() {
  local ports
  mapfile -t ports < <(free_ports 2)
  start_slow_upstream "${ports[0]}"
  start_haproxy "${ports[1]}" "${ports[0]}" "maxconn 8"
  mapfile -t to < <(http_to "${ports[0]}")
  start_weir -- "${gate_of_8[@]}" "${to[@]}"
  warm_up
  beside_haproxy 200 "${ports[1]}"
  beside_haproxy 1000 "${ports[1]}"
  stop_weir; stop_proxy; stop_upstream
}

# One request holds the permit, a thousand wait and hang up: none of these may reach the backend.
hangups() {
  start_weir -- --gate.permits=1 --gate.waiting-room=1000 --gate.max-wait=1m --backend.simulated.latency=1m \
    --server.drain-timeout=0s
  curl -s "$base/endpoint" >/dev/null &
  holder=$!
  until [ "$(metric in_flight_requests)" = 1 ]; do sleep 0.1; done
  for _ in 1 2 3 4 5; do "$java" loadtests/HangUp.java "$base" 1000; done >"$out/emptied"
  promise "1,000 hang up: ms until the room is empty, median of 5" "$(median <"$out/emptied")" '<=' 50
  promise "1,000 hang up, five times: gone" "$(metric 'request_count_total{outcome="gone"}')" == 5000
  promise "1,000 hang up, five times: still inside" "$(metric in_flight_requests)" == 1
  promise "1,000 hang up, five times: reached the backend" "$(metric 'weir_backend_duration_seconds_count{outcome="gone"}')" == 0
  kill "$holder"
  stop_weir
}

rate() { wrk -t1 -c64 -d4s "$1" | awk '/Requests\/sec/ { print $2 }'; }

p50_ms() {
  wrk -t1 -c1 -d3s --latency "$1" | awk '$1 == "50%" { print $2 * ($2 ~ /us$/ ? 0.001 : $2 ~ /ms$/ ? 1 : 1000) }'
}

pass() {
  local ports direct
  mapfile -t ports < <(free_ports 2)
  start_nginx "${ports[0]}"
  start_haproxy "${ports[1]}" "${ports[0]}" ""
  mapfile -t to < <(http_to "${ports[0]}")
  start_weir -- --gate.permits=64 "${to[@]}"
  wrk -t1 -c64 -d10s "$base/" >/dev/null
  for _ in 1 2 3 4 5; do
    awk -v weir="$(rate "$base/")" -v theirs="$(rate "http://127.0.0.1:${ports[1]}/")" \
      'BEGIN { printf "%.3f %.0f %.0f\n", weir / theirs, weir, theirs }'
  done | tee "$out/ratios"
  promise "pass-through: rate over HAProxy's, median of 5" "$(median <"$out/ratios")" '>=' 0.5
  for _ in 1 2 3; do
    direct=$(p50_ms "http://127.0.0.1:${ports[0]}/")
    awk -v weir="$(p50_ms "$base/")" -v direct="$direct" 'BEGIN { printf "%.3f\n", weir - direct }'
  done >"$out/added"
  promise "one connection: ms added at p50, median of 3" "$(median <"$out/added")" '<=' 0.3
  stop_weir; stop_proxy; stop_upstream
}

hash_of() { sha256sum | cut -c1-12; }

bodies() {
  local ports sent
  mapfile -t ports < <(free_ports 1)
  start_nginx "${ports[0]}"
  mapfile -t to < <(http_to "${ports[0]}")
  start_weir -Xmx96m -- "${to[@]}"
  head -c 1G /dev/urandom >"$out/sent"
  sent=$(hash_of <"$out/sent")
  curl -fsS -T "$out/sent" "$base/files/length"
  promise "1 GB up, of known length: as it was sent" "$(hash_of <"$out/files/length")" == "$sent"
  promise "1 GB down: as it was sent" "$(curl -fsS "$base/files/length" | hash_of)" == "$sent"
  curl -fsS -T - "$base/files/chunked" <"$out/sent"
  promise "1 GB up, chunked: as it was sent" "$(hash_of <"$out/files/chunked")" == "$sent"
  rm "$out/files/"*
  head -c 20M "$out/sent" >"$out/part"
  sent=$(hash_of <"$out/part")
  curl -fsS --limit-rate 4M -T "$out/part" "$base/files/slow"
  promise "a slow sender: as it was sent" "$(hash_of <"$out/files/slow")" == "$sent"
  promise "a slow reader: as it was sent" "$(curl -fsS --limit-rate 4M "$base/files/slow" | hash_of)" == "$sent"
  [ "$(levels_at_rest)" = "0 0" ] || promise "bodies: at rest afterwards" 0 == 1
  stop_weir; stop_upstream
}

# The backend dies under load, and comes back.
faults() {
  local ports other
  mapfile -t ports < <(free_ports 1)
  start_slow_upstream "${ports[0]}"
  mapfile -t to < <(http_to "${ports[0]}")
  start_weir -- "${gate_of_8[@]}" "${to[@]}"
  burst -z 12s -c 50 "$base/endpoint" &
  load=$!
  sleep 3
  kill -9 "$upstream"; wait "$upstream" 2>/dev/null || true; upstream=''
  sleep 2
  start_slow_upstream "${ports[0]}"
  wait "$load"
  other=$(awk -F, '$7 != 200 && $7 != 429 && $7 != 502 && $7 != 504' "$out/csv" | wc -l)
  promise "backend killed: neither 200, 429, 502 nor 504" "$other" == 0
  promise "backend killed: 502 or 504 meanwhile" "$(awk -F, '$7 == 502 || $7 == 504' "$out/csv" | wc -l)" '>' 0
  promise "backend back: served in the last second" "$(awk -F, '$7 == 200 && $8 > 11' "$out/csv" | wc -l)" '>' 300
  promise "backend back: in flight and waiting afterwards" "$(levels_at_rest | tr -d ' ')" == 00
  stop_weir; stop_upstream
}

for part in "$@"; do
  case $part in
    haproxy) haproxy_too ;;
    storm | hangups | pass | bodies | faults) "$part" ;;
    *) echo "there is no part $part; there is storm, haproxy, hangups, pass, bodies and faults" >&2; exit 2 ;;
  esac
done
all_kept
