#!/usr/bin/env bash
# What does an option of the JVM do to Weir? Starts a Weir for each set of options, all in front of one nginx, and gives
# them the same load in turns.
#
#   mvn -q -DskipTests package && loadtests/options.sh '' -XX:+UseSerialGC '-XX:+UseParallelGC -Xmx96m'
#
# Prints medians of the rounds for each set: requests a second and processor time of a request, in brackets over those of
# the first set in the same round, the p99, and the resident memory, after the start and at the end. JAVA_OPTIONS are given
# to all. Takes half a minute a set, or ROUNDS (5) times SECONDS_EACH (4) after WARM_UP (10), on loopback only, and stops by
# itself. Needs wrk, nginx, curl and a JDK 21 or newer.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

need wrk nginx curl
need_jar
[ $# -gt 1 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2; exit 2; }

. loadtests/weir.sh
. loadtests/peers.sh
pids=() bases=() idle=()
stop_all() { local each; for each in ${pids[@]+"${pids[@]}"} "$upstream"; do stop "$each"; done; }
trap 'stop_all; rm -rf "$out" "$weir_log"' EXIT

mapfile -t port < <(free_ports 1)
start_nginx "${port[0]}"
mapfile -t to < <(http_to "${port[0]}")

rss_mb() { awk '$1 == "VmRSS:" { printf "%d\n", $2 / 1024 }' "/proc/$1/status"; }
turn() { wrk_turn "${pids[$1]}" "$2" -c64 "${bases[$1]}/"; }   # number of the set, seconds

for set in "$@"; do
  read -ra options <<<"${JAVA_OPTIONS:-} $set"
  start_weir ${options[@]+"${options[@]}"} -- --gate.permits=64 "${to[@]}"
  pids+=("$weir") bases+=("$base")
  sleep 1
  idle+=("$(rss_mb "$weir")")
done
for i in "${!pids[@]}"; do turn "$i" "${WARM_UP:-10}" >/dev/null; done
for _ in $(seq "${ROUNDS:-5}"); do
  for i in "${!pids[@]}"; do turn "$i" "${SECONDS_EACH:-4}"; done | paste -sd' '
done >"$out/rounds"

column() { awk -v c="$1" '{ print $c }' "$out/rounds" | median; }
over_first() { awk -v c="$1" -v first="$2" '{ printf "%.2f\n", $c / $first }' "$out/rounds" | median; }

printf '%16s %16s %10s %10s %10s  %s\n' 'requests/s' 'us/request' 'p99, us' 'idle, MB' 'last, MB' options
for i in "${!pids[@]}"; do
  at=$((4 * i + 1))
  printf '%8s (%5s) %8s (%5s) %10s %10s %10s  %s\n' "$(column $at)" "$(over_first $at 1)" \
    "$(column $((at + 1)))" "$(over_first $((at + 1)) 2)" "$(column $((at + 3)))" "${idle[i]}" "$(rss_mb "${pids[i]}")" \
    "${@:i+1:1}"
done
