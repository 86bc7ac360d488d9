#!/usr/bin/env bash
# Does a Weir that has just started survive a storm of new connections, as HAProxy does? From its first second on,
# 10,000 connections a second (RATE) bring a request each, to a backend that serves 800 of them.
#
#   mvn -q -DskipTests package && loadtests/cold.sh
#
# Weir and HAProxy take turns, three of each (ROUNDS). Prints for each second the median of what was served. Takes a
# minute, on loopback only, with the load on the same processors. Needs haproxy and a JDK 21 or newer.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh
. loadtests/promise.sh

need haproxy
need_jar
. loadtests/weir.sh
. loadtests/peers.sh
trap 'stop_weir || true; stop_proxy; stop_upstream; rm -rf "$out" "$weir_log"' EXIT

capacity=800
seconds=7
mapfile -t ports < <(free_ports 2)

storm() {   # name, port; appends a line for each second: name, second, served
  "$java" loadtests/NewConnections.java "$2" /endpoint "${RATE:-10000}" "$seconds" |
    awk -v name="$1" 'NR > 1 { print name, $1, $2 }' >>"$out/served"
}

served() {   # name, second
  awk -v name="$1" -v second="$2" '$1 == name && $2 == second { print $3 }' "$out/served" | median
}

for _ in $(seq "${ROUNDS:-3}"); do
  start_weir --
  storm weir "${base##*:}"
  stop_weir
  start_simulated_upstream "${ports[0]}"
  start_haproxy "${ports[1]}" "${ports[0]}" 'maxconn 16'
  storm haproxy "${ports[1]}"
  stop_proxy
  stop_upstream
done

printf 'served of %d a second in second' "$capacity"; seq -s ' ' -f '%6.0f' "$seconds"
for name in weir haproxy; do
  printf '%-31s' "$name"
  for second in $(seq "$seconds"); do printf '%7d' "$(served "$name" "$second")"; done
  echo
done
promise "served in the third second" "$(served weir 3)" '>=' $((capacity / 2))
promise "served in the sixth second" "$(served weir 6)" '>=' $((capacity * 95 / 100))
all_kept
