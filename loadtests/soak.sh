#!/usr/bin/env bash
# Does Weir stay as it is when the overload stays? Twice its capacity, minute after minute: what it holds
# does not grow, what it counts is what its clients count, and the audit of the gate finds nothing.
#
#   mvn -q -DskipTests package && loadtests/soak.sh
#
# Takes ten minutes, or MINUTES, 6 at least; on loopback only, and stops by itself. Needs a JDK 21 or newer,
# hey and curl (Debian: apt-get install hey curl). Exits with 1 if a promise was not kept.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

minutes=${MINUTES:-10}
if ! [[ $minutes =~ ^[0-9]+$ ]] || [ "$minutes" -lt 6 ]; then
  echo "MINUTES is '$minutes'; it has to be a whole number, 6 or more" >&2
  exit 2
fi
need hey curl
need_jar

. loadtests/weir.sh
. loadtests/promise.sh
. loadtests/peers.sh
trap 'stop_weir || true; rm -rf "$out" "$weir_log"' EXIT

# 8 permits of 20 ms are 400 requests per second; 400 clients of two per second are twice that. All clients
# of one hey ask at the same moment, so there are ten of it, one after the other.
capacity=400

overload() {
  local all=()
  for i in $(seq 10); do
    hey -z 59s -c 40 -q 2 "$base/endpoint" >"$out/hey.$i" &
    all+=($!)
    sleep 0.05
  done
  wait "${all[@]}"
}

# For as long as the heap takes to fill, to be compiled and to find its size.
warm_up=2

heap_kb() {   # used after a collection
  "${java%/*}/jcmd" "$weir" GC.run >/dev/null
  "${java%/*}/jcmd" "$weir" GC.heap_info | sed '/Metaspace/,$d' |
    grep -o 'used [0-9]*K' | awk '{ sum += $2 } END { print sum }'
}

rss_kb() { awk '/^VmRSS/ { print $2 }' "/proc/$weir/status"; }
threads() { awk '/^Threads/ { print $2 }' "/proc/$weir/status"; }

descriptors() {
  local all=("/proc/$weir/fd/"*)
  echo "${#all[@]}"
}

sum_of() {   # metrics that begin so
  curl -fsS "$base/metrics" | awk -v begin="$1" 'index($1, begin) == 1 { sum += $2 } END { printf "%d\n", sum }'
}

ended() { metric "request_count_total{outcome=\"$1\"}"; }

# Of hey's report: responses with this status, or requests without any.
with_status() { awk -v status="[$1]" '$1 == status { n += $2 } END { print n + 0 }' "$out/hey."*; }
without_status() {
  awk '/^Summary/ { errors = 0 } /^Error distribution/ { errors = 1 } errors && /^ *\[[0-9]+\]/ { n += substr($1, 2) } END { print n + 0 }' "$out/hey."*
}

# By how much the second half of the samples is above the first, after warming up, in percent.
growth() {   # column
  local rest=$((minutes - warm_up)) half
  half=$((rest / 2))
  tail -n $half "$out/samples" | cut -d' ' -f"$1" | median >"$out/late"
  tail -n $rest "$out/samples" | head -n $half | cut -d' ' -f"$1" | median >"$out/early"
  awk -v early="$(cat "$out/early")" -v late="$(cat "$out/late")" 'BEGIN { printf "%.1f\n", (late - early) * 100 / early }'
}

start_weir -- --gate.permits=8
printf '%6s %9s %9s %9s %8s %8s %12s\n' minute served refused 'heap, KB' 'RSS, KB' threads descriptors
served=0 refused=0 lost=0
for minute in $(seq "$minutes"); do
  overload
  served=$((served + $(with_status 200)))
  refused=$((refused + $(with_status 429)))
  lost=$((lost + $(without_status)))
  [ "$(levels_at_rest)" = "0 0" ] || promise "minute $minute: at rest afterwards" 0 == 1
  heap=$(heap_kb)
  echo "$heap $(rss_kb) $(threads) $(descriptors)" >>"$out/samples"
  # shellcheck disable=SC2046,SC2183
  printf '%6s %9s %9s %9s %8s %8s %12s\n' "$minute" "$(with_status 200)" "$(with_status 429)" $(tail -1 "$out/samples")
done

printf '\n'
seconds=$((minutes * 59))
promise "load, of capacity" "$(awk -v n=$((served + refused)) -v c=$((seconds * capacity)) 'BEGIN { printf "%.2f\n", n / c }')" '>=' 1.9
promise "goodput, of capacity" "$(awk -v n=$served -v c=$((seconds * capacity)) 'BEGIN { printf "%.3f\n", n / c }')" '>=' 0.95
promise "requests without a response" "$lost" == 0
promise "200 counted by Weir, beside hey's $served" "$(ended served)" == "$served"
promise "429 counted by Weir, beside hey's $refused" "$(ended shed)" == "$refused"
promise "shed counted by reason, beside hey's $refused" "$(sum_of dropped_requests_total)" == "$refused"
promise "violations that the audit found" "$(sum_of weir_invariant_violations_total)" == 0
promise "heap after a collection, growth in %" "$(growth 1)" '<=' 5
promise "resident memory, growth in %" "$(growth 2)" '<=' 5
promise "threads, growth in %" "$(growth 3)" '<=' 5
promise "descriptors, growth in %" "$(growth 4)" '<=' 5
all_kept
