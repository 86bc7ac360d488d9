#!/usr/bin/env bash
# How many responses per second does Weir itself give? First with nothing in the way: more permits than
# clients, and a backend that takes no time. Then with the gate full: one permit, which is out, and no
# waiting room. The second figure says how cheap a refusal is; a refusal is no goodput.
#
#   mvn -q -DskipTests package && loadtests/throughput.sh
#
# Takes half a minute, on loopback only, and stops by itself. Needs wrk, a JDK 21 or newer and curl.
# wrk shares the cores with Weir, so a client elsewhere would see more.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

need wrk
need_jar

. loadtests/weir.sh
out=$(mktemp)
holder=
trap '[ -z "$holder" ] || kill "$holder" || true; stop_weir || true; rm -f "$out" "$weir_log"' EXIT

clients=64

row() { printf '%-26s %9s %9s %7s %8s %8s\n' "$@"; }

shed() { metric 'request_count_total{outcome="shed"}'; }

# Prints 200s/s, 429s/s, other, p50 and p99. wrk counts what is neither 2xx nor 3xx; how many of
# these were 429 is known from Weir.
figures() {   # how many Weir shed
  awk -v shed="$1" '
    function ms(time) { return time * (time ~ /us$/ ? 0.001 : time ~ /ms$/ ? 1 : 1000) }
    $1 == "50%" { p50 = ms($2) }
    $1 == "99%" { p99 = ms($2) }
    / requests in / { all = $1 }
    /Non-2xx or 3xx/ { bad = $NF }
    /Socket errors/ { gsub(",", ""); errors = $4 + $6 + $8 + $10 }
    /Requests\/sec/ { seconds = all / $2 }
    END {
      refused = bad < shed ? bad : shed
      printf "%.0f %.0f %d %.2f %.2f\n", (all - bad) / seconds, refused / seconds, bad - refused + errors, p50, p99
    }' "$out"
}

measure() {   # what
  local shed_before
  wrk -t 2 -c "$clients" -d 5s "$base/endpoint" >/dev/null   # a JVM compiles while it runs
  shed_before=$(shed)
  wrk -t 2 -c "$clients" -d 5s --latency "$base/endpoint" >"$out"
  # shellcheck disable=SC2046 # each figure is a word
  row "$1" $(figures $(($(shed) - shed_before)))
}

printf '%d clients; ms are those of all responses\n\n' "$clients"
row '' '200s/s' '429s/s' other 'p50 ms' 'p99 ms'

start_weir -- --gate.permits=1000 --backend.simulated.capacity=1000 --backend.simulated.latency=0ms
measure 'gate open, backend of 0 ms'
stop_weir

start_weir -- --gate.permits=1 --gate.waiting-room=0 --gate.max-refusal-delay=0s --backend.simulated.latency=1m --server.drain-timeout=0s
curl -s "$base/endpoint" >/dev/null &
holder=$!
until [ "$(metric in_flight_requests)" = 1 ]; do sleep 0.1; done
measure 'gate full'
