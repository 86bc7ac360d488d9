#!/usr/bin/env bash
# What do traces cost? The rate of Weir as a plain proxy without traces, and with one of a hundred requests recorded
# (parentbased_traceidratio, 0.01), in turns; what counts is the median of the ratios of two turns that follow each other.
#
#   mvn -q -DskipTests package && loadtests/tracing.sh [OTHER_JAR]
#
# With another jar, such as that of an earlier commit, also what Weir without traces does beside it. Takes two minutes, or
# ROUNDS (12) times SECONDS_EACH (4) for each Weir, on loopback only, and stops by itself. Needs wrk, nginx, a JDK 21 or newer
# and curl. nginx is the upstream, and the receiver of the traces. Exits with 1 if a promise was not kept; on a noisy
# machine, run it again before you believe that.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

need wrk nginx curl
need_jar

. loadtests/weir.sh
. loadtests/promise.sh
. loadtests/peers.sh
weirs=()
declare -A at

stop_all() {
  kill "${weirs[@]}" || true
  stop_upstream
  rm -rf "$out" "$weir_log"
}
trap stop_all EXIT

start() {   # name, jar, variables for its environment
  local log=$out/$1.log
  env "${@:3}" "$java" -jar "$2" --server.host=127.0.0.1 --server.port=0 "${to[@]}" --gate.permits=64 >"$log" 2>&1 &
  weirs+=($!)
  for _ in $(seq 100); do
    at[$1]=$(sed -n 's/^Weir .* on \(http:[^ ]*\) .*/\1/p' "$log")
    [ -z "${at[$1]}" ] || return 0
    sleep 0.1
  done
  cat "$log" >&2
  exit 2
}

rate() { wrk -t 1 -c 64 -d "$2s" "${at[$1]}/endpoint" | awk '/Non-2xx|Socket errors/ { exit 1 } /Requests\/sec/ { print $2 }'; }

# Each line: the rates of one round, in the order of the names.
rounds() {
  local name
  for name in "${names[@]}" "${names[@]}"; do rate "$name" 5 >/dev/null; done   # a JVM compiles while it runs
  for _ in $(seq "${ROUNDS:-12}"); do
    for name in "${names[@]}"; do printf '%s ' "$(rate "$name" "${SECONDS_EACH:-4}")"; done
    echo
  done
}

ratio() { awk -v a="$1" -v b="$2" '{ printf "%.4f\n", $a / $b }' "$out/rates" | median; }

spans() { curl -fsS "${at[on]}/metrics" | awk '/^weir_trace_spans_total/ { print $2 }' | paste -sd' '; }

mapfile -t ports < <(free_ports 1)
start_nginx "${ports[0]}"
mapfile -t to < <(http_to "${ports[0]}")
names=(off on)
start off target/weir.jar
start on target/weir.jar "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:${ports[0]}" \
  OTEL_TRACES_SAMPLER=parentbased_traceidratio OTEL_TRACES_SAMPLER_ARG=0.01
if [ $# -gt 0 ]; then
  names+=(other)
  start other "$1"
fi

rounds | tee "$out/rates"
echo "spans exported, dropped for want of room, and refused: $(spans)"
promise "rate with traces of 1 % over without" "$(ratio 2 1)" '>=' 0.97
[ $# = 0 ] || promise "rate without traces over the other jar" "$(ratio 1 3)" '>=' 0.99
all_kept
