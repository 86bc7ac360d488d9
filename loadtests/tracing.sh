#!/usr/bin/env bash
# What do traces cost? The rate of Weir as a plain proxy without traces, and with one of a hundred requests recorded
# (parentbased_traceidratio, 0.01), in turns; what counts is the median of the ratios of two turns that follow each other.
# Turns are short, as what else a machine does changes from one second to the next.
#
#   mvn -q -DskipTests package && loadtests/tracing.sh [OTHER_JAR]
#
# With another jar, such as that of an earlier commit, also what Weir without traces does beside it. Takes two minutes, or
# ROUNDS (48) times SECONDS_EACH (1) for each Weir, on loopback only, and stops by itself. Needs wrk, nginx, a JDK 21 or newer
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
declare -A at pid

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
  pid[$1]=$!
  for _ in $(seq 100); do
    at[$1]=$(sed -n 's/^Weir .* on \(http:[^ ]*\) .*/\1/p' "$log")
    [ -z "${at[$1]}" ] || return 0
    sleep 0.1
  done
  cat "$log" >&2
  exit 2
}

# The rate, and the processor time of Weir a request, in microseconds.
turn() {   # name, seconds
  local before after
  before=$(ticks "$1")
  wrk -t 1 -c 64 -d "$2s" "${at[$1]}/endpoint" >"$out/turn"
  after=$(ticks "$1")
  awk -v ms=$((after - before))0 '
    / requests in / { all = $1 }
    /Requests\/sec/ { rate = $2 }
    /Non-2xx|Socket errors/ { exit 1 }
    END { printf "%.0f %.2f\n", rate, ms * 1000 / all }' "$out/turn"
}

ticks() { awk '{ print $14 + $15 }' "/proc/${pid[$1]}/stat"; }

# Each line: rate and processor time of each Weir, in the order of the names.
rounds() {
  local name
  for name in "${names[@]}" "${names[@]}"; do turn "$name" 5 >/dev/null; done   # a JVM compiles while it runs
  for _ in $(seq "${ROUNDS:-48}"); do
    for name in "${names[@]}"; do turn "$name" "${SECONDS_EACH:-1}"; done | paste -sd' '
  done
}

ratio() { awk -v a="$1" -v b="$2" '{ printf "%.4f\n", $a / $b }' "$out/rounds" | median; }

spans() { curl -fsS "${at[on]}/metrics" | sed -n 's/^weir_trace_spans_total{result="\(.*\)"} /\1 /p' | paste -sd,; }

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

rounds | tee "$out/rounds"
echo "spans: $(spans)"
echo "processor time a request, with traces of 1 % over without: $(ratio 4 2)"
[ $# = 0 ] || echo "processor time a request, without traces over the other jar: $(ratio 2 6)"
promise "rate with traces of 1 % over without" "$(ratio 3 1)" '>=' 0.97
[ $# = 0 ] || promise "rate without traces over the other jar" "$(ratio 1 5)" '>=' 0.99
all_kept
