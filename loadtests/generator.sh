#!/usr/bin/env bash
# Does the lab's generator measure what hey measures? Both send to the same Weir at the same rate, in
# turn, three times; then counts have to be equal, and the medians of the p99 within a tenth.
#
#   mvn -q -DskipTests package && loadtests/generator.sh
#
# Takes a good minute, on loopback only, and stops by itself. Needs a JDK 21 or newer and hey. Exits
# with 1 if a promise was not kept; on a noisy machine, run it again before you believe that.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

need hey
need_jar

. loadtests/weir.sh
. loadtests/promise.sh
out=$(mktemp -d)
trap 'stop_weir || true; rm -rf "$out" "$weir_log"' EXIT

rate=200 seconds=10
clients=10   # hey's; together they ask at the rate, since each asks rate/clients times a second

# Both print: requests, served, and p50, p95 and p99 of the served in ms.
with_hey() {
  hey -o csv -n $((rate * seconds)) -c "$clients" -q $((rate / clients)) "$base/endpoint" | tail -n +2 >"$out/csv"   # column 1: seconds, 7: status
  awk -F, '$7 == 200 { print $1 * 1000 }' "$out/csv" | sort -n | awk -v all="$(wc -l <"$out/csv")" '
    function p(share) { return v[int(NR * share + 0.999)] }
    { v[NR] = $1 }
    END { printf "%d %d %.1f %.1f %.1f\n", all, NR, p(0.5), p(0.95), p(0.99) }'
}

with_generator() {
  "$java" -jar target/weir.jar lab --url="$base/endpoint" --rate="$rate" --duration="${seconds}s" | awk '
    /^(served|refused|late|failed) / { all += $2 }
    $1 == "served" { served = $2 }
    / of the served, ms/ { times = times " " $NF }
    END { printf "%d %d%s\n", all, served, times }'
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

column() { awk -v column="$2" '{ print $column }' "$out/$1"; }   # of whom, which

sum() { awk '{ n += $1 } END { print n }'; }

row() { printf '%5s %-10s %9s %8s %8s %8s %8s\n' "$@"; }

start_weir -- --gate.permits=1000 --backend.simulated.capacity=1000 --backend.simulated.latency=20ms
hey -z 5s -c "$clients" -q $((rate / clients)) "$base/endpoint" >/dev/null   # a JVM compiles while it runs

row round tool requests served 'p50 ms' 'p95 ms' 'p99 ms'
for round in 1 2 3; do
  for tool in hey generator; do
    "with_$tool" | tee -a "$out/$tool" >"$out/last"
    # shellcheck disable=SC2046 # each figure is a word
    row "$round" "$tool" $(cat "$out/last")
  done
done

echo
for figure in "requests 1" "served 2"; do
  promise "${figure% *}, by both" "$(column generator "${figure#* }" | sum)" == "$(column hey "${figure#* }" | sum)"
done
ratio=$(awk -v a="$(column generator 5 | median)" -v b="$(column hey 5 | median)" 'BEGIN { printf "%.3f\n", a / b }')
promise "median p99, the generator's over hey's" "$ratio" '>=' 0.9
promise "median p99, the generator's over hey's" "$ratio" '<=' 1.1
all_kept
