#!/usr/bin/env bash
# Does `weir tune` find the knee that is known, of three simulated backends and of the PostgreSQL of compose.yml?
#
#   mvn -q -DskipTests package && loadtests/tune.sh [simulated] [postgres]
#
# Takes three minutes, and seven more for PostgreSQL, of which six measure its knee in another way: by hey, with one
# number of clients after the other. Loopback only. Needs a JDK 21 or newer and curl, for PostgreSQL also hey and Docker
# with Compose v2. Exits with 1 if a promise was not kept; on a noisy machine, run it again before you believe that.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

need curl
need_jar
[ $# -gt 0 ] || set -- simulated postgres

. loadtests/weir.sh
. loadtests/promise.sh
out=$(mktemp -d)
compose() { docker compose --progress quiet -p weir-tune "$@"; }
trap 'stop_weir || true; [ ! -f "$out/composed" ] || compose down -v -t 0 >/dev/null 2>&1; rm -rf "$out" "$weir_log"' EXIT

# Sets knee and seconds: what `weir tune` says of the Weir that is started, and how long that took.
tune() {
  local begun=$SECONDS
  "$java" -jar target/weir.jar tune --url="$base/endpoint" | tee "$out/tune"
  seconds=$((SECONDS - begun))
  knee=$(sed -n 's/^The knee is at \([0-9.]*\) .*/\1/p' "$out/tune")
}

# What was found, as a share of what is known.
promise_knee() {   # which backend, the known knee
  promise "$1: knee $knee of $2, ratio" "$(awk -v a="$knee" -v b="$2" 'BEGIN { printf "%.3f", a / b }')" '<=' 1.1
  promise "$1: and" "$(awk -v a="$knee" -v b="$2" 'BEGIN { printf "%.3f", a / b }')" '>=' 0.9
  promise "$1: seconds" "$seconds" '<=' 120
}

# A simulated backend has its knee at its capacity, if contention is more than a half of one divided by that.
simulated() {
  local capacity latency contention
  while read -r capacity latency contention; do
    start_weir -- --gate.strategy=none --backend.simulated.capacity="$capacity" \
      --backend.simulated.latency="$latency" --backend.simulated.contention="$contention"
    tune
    stop_weir
    promise_knee "simulated, capacity $capacity, $latency" "$capacity"
  done <<'BACKENDS'
16 20ms 0.05
8 50ms 0.1
40 10ms 0.05
BACKENDS
}

# Where a parabola through the logarithms of power has its top: of clients and requests per second, a pair a line.
top() {
  awk '
    { n[NR] = log($1); p[NR] = 2 * log($2) - log($1); if (NR == 1 || p[NR] > best) { best = p[NR]; at = n[NR] } }
    END {
      for (i = 1; i <= NR; i++) if (p[i] > best - 0.5) {
        x = n[i] - at; y = p[i]
        s0++; s1 += x; s2 += x * x; s3 += x ^ 3; s4 += x ^ 4; t0 += y; t1 += x * y; t2 += x * x * y
      }
      d = s0 * (s2 * s4 - s3 * s3) - s1 * (s1 * s4 - s2 * s3) + s2 * (s1 * s3 - s2 * s2)
      b = s0 * (t1 * s4 - s3 * t2) - t0 * (s1 * s4 - s2 * s3) + s2 * (s1 * t2 - t1 * s2)
      c = s0 * (s2 * t2 - t1 * s3) - s1 * (s1 * t2 - t1 * s2) + t0 * (s1 * s3 - s2 * s2)
      printf "%.1f\n", exp(at - b / d / (2 * c / d))
    }' "$1"
}

postgres() {
  need hey docker
  : >"$out/composed"
  compose up -d --wait postgres
  local address
  address=$(docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$(compose ps -q postgres)")
  start_weir -- --gate.permits=90 --gate.waiting-room=1000 --gate.max-wait=5s --backend.jdbc.url="jdbc:postgresql://$address:5432/weir" \
    --backend.jdbc.user=weir --backend.jdbc.password=weir
  hey -z 5s -c 32 "$base/endpoint" >/dev/null   # so that both are warm
  local clients round
  for round in 1 2 3; do
    for clients in 4 6 8 11 14 18 23 29 36 45 56 70 88; do
      hey -z 3s -c "$clients" "$base/endpoint" | awk -v n="$clients" '/Requests\/sec/ { print n, $2 }'
    done
    [ "$round" != 1 ] || tune >&2
  done >"$out/hey"
  awk '{ s[$1] += $2 } END { for (n in s) printf "%5d clients %8.1f requests/s\n", n, s[n] / 3 }' "$out/hey" | sort -n
  stop_weir
  knee=$(sed -n 's/^The knee is at \([0-9.]*\) .*/\1/p' "$out/tune")
  promise_knee PostgreSQL "$(top "$out/hey")"
}

for part in "$@"; do "$part"; done
all_kept
