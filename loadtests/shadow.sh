#!/usr/bin/env bash
# Is what a shadow foresees what the same strategy does when it is in force, under the same load? And what does a shadow cost?
#
#   mvn -q -DskipTests package && loadtests/shadow.sh [foresee] [cost] [speed]
#
# All of it takes ten minutes, on loopback only, and stops by itself; ROUNDS=1 instead of 3 a third of that. Needs a JDK 21
# or newer and curl. Exits with 1 if a promise was not kept; on a noisy machine, run it again before you believe that.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

need curl
need_jar
[ $# -gt 0 ] || set -- foresee cost speed
rounds=${ROUNDS:-3}

. loadtests/weir.sh
. loadtests/promise.sh
out=$(mktemp -d)
plain=
trap 'for weir in $weir $plain; do stop_weir || true; done; rm -rf "$out" "$weir_log"' EXIT

# Calls of 30 to 50 ms, whatever the limit: sixteen permits are worth 400 a second, and 600 come.
backend=(--backend.simulated.latency=40ms --backend.simulated.jitter=10ms --backend.simulated.capacity=10000
  --backend.simulated.contention=0 --gate.max-refusal-delay=0s)
in_force="wait-then-shed permits=16 waiting-room=64 max-wait=250ms"
tried=("wait-then-shed permits=12 waiting-room=25 max-wait=250ms" "wait-then-shed permits=20 waiting-room=6 max-wait=250ms"
  "reject permits=16" "block permits=28" "worker-pool permits=16 waiting-room=33")

load() {   # per second, for how many seconds
  "$java" -jar target/weir.jar lab "--url=$base/endpoint" "--rate=$1" "--duration=$2s" >>"$out/load"
}

flags() {   # a strategy as gate.shadow has it, as flags
  local words word
  read -ra words <<<"$1"
  printf -- '--gate.strategy=%s\n' "${words[0]}"
  for word in "${words[@]:1}"; do printf -- '--gate.%s\n' "$word"; done
}

# A warm-up, and then what counts; in a second and a half a shadow has played all of it.
run() {   # where the figures of /metrics go, before and after
  load 600 4
  sleep 1.5
  curl -fsS "$base/metrics" >"$1.before"
  load 600 12
  sleep 1.5
  curl -fsS "$base/metrics" >"$1.after"
}

# Prints the share that was shed, the p99 of the waits of the admitted in ms, and how many were served: between two pages, of
# the series that begin so and, in a shadow, have this strategy.
figures() {   # pages, metric of waits, metric of the served, strategy
  awk -v waits="$2" -v served="$3" -v strategy="$4" '
    function mine(line) { return strategy == "" || index(line, "strategy=\"" strategy "\"") }
    { sign = FILENAME ~ /before$/ ? -1 : 1; name = $1; sub(/[{].*/, "", name); value = $NF }
    name == waits "_count" && mine($0) { if (/outcome="shed"/) shed += sign * value; else admitted += sign * value }
    name == waits "_bucket" && mine($0) && /outcome="admitted"/ {
      le = $0; sub(/.*le="/, "", le); sub(/".*/, "", le)
      if (!(le in bucket)) order[++n] = le
      bucket[le] += sign * value
    }
    name == served && mine($0) && (strategy != "" || /outcome="served"/) { good += sign * value }
    END {
      rank = 0.99 * admitted; low = 0; below = 0
      for (i = 1; i <= n; i++) {
        if (bucket[order[i]] >= rank) {
          inside = bucket[order[i]] - below
          p99 = low + (order[i] - low) * (inside > 0 ? (rank - below) / inside : 0)
          break
        }
        low = order[i]; below = bucket[order[i]]
      }
      printf "%.4f %.1f %d\n", shed / (admitted + shed), p99 * 1000, good
    }' "$1.before" "$1.after"
}

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

difference() {   # foreseen, enforced: in percent of the enforced
  awk -v a="$1" -v b="$2" 'BEGIN { d = a - b; if (d < 0) d = -d; printf "%.1f\n", b == 0 ? (a == 0 ? 0 : 100) : 100 * d / b }'
}

foresee() {
  local n
  for _ in $(seq "$rounds"); do
    mapfile -t with < <(flags "$in_force")
    start_weir -- "${backend[@]}" "${with[@]}" "--gate.shadow=$(IFS=,; echo "${tried[*]}")"
    run "$out/shadow"
    stop_weir
    for n in "${!tried[@]}"; do
      figures "$out/shadow" weir_shadow_wait_seconds weir_shadow_served_total "${tried[n]}" >>"$out/foreseen.$n"
      mapfile -t with < <(flags "${tried[n]}")
      start_weir -- "${backend[@]}" "${with[@]}"
      run "$out/enforced"
      stop_weir
      figures "$out/enforced" weir_wait_seconds request_count_total "" >>"$out/enforced.$n"
    done
  done
  for n in "${!tried[@]}"; do
    promise_within "${tried[n]}" "$n"
  done
}

promise_within() {   # strategy, its number
  local figure=0 what foreseen enforced
  printf '\n%s\n' "$1"
  for what in "shed share" "wait p99, ms" "goodput, served"; do
    figure=$((figure + 1))
    cut -d' ' -f"$figure" "$out/foreseen.$2" >"$out/a"
    cut -d' ' -f"$figure" "$out/enforced.$2" >"$out/b"
    foreseen=$(median "$out/a") enforced=$(median "$out/b")
    promise "  $what: foreseen $foreseen, enforced $enforced, off by %" "$(difference "$foreseen" "$enforced")" '<=' 5
  done
}

# The processor time of the whole process for a request, with the same strategy in the shadow and without, in turns. Before
# that the JVM compiles what it runs, with shadows more of it: for some twenty seconds that takes more than what is measured.
cost() {
  local shadowed at
  for _ in $(seq "$rounds"); do
    start_weir -- "${backend[@]}" --gate.permits=500
    plain=$weir at=$base
    start_weir -- "${backend[@]}" --gate.permits=500 "--gate.shadow=wait-then-shed permits=12"
    shadowed=$base
    for base in "$at" "$shadowed"; do load 3000 20; done
    for _ in 1 2 3 4; do
      turn "$at" >>"$out/cost.without"
      turn "$shadowed" >>"$out/cost.with"
    done
    stop_weir
    weir=$plain plain=
    stop_weir
  done
  local with without
  with=$(median "$out/cost.with") without=$(median "$out/cost.without")
  promise "processor time of a request, us: $without, with a shadow $with; more" \
    "$(awk -v a="$with" -v b="$without" 'BEGIN { printf "%.2f\n", a - b }')" '<=' 1
}

turn() {   # where Weir serves; prints microseconds
  local before
  base=$1
  before=$(cpu)
  load 3000 8
  sleep 1.5
  awk -v after="$(cpu)" -v before="$before" 'BEGIN { printf "%.2f\n", (after - before) / 24000 * 1e6 }'
}

cpu() { curl -fsS "$base/metrics" | awk '$1 == "process_cpu_seconds_total" { print $2 }'; }

# The same of the gate alone, which is free of the noise of a server.
speed() {
  "$java" -cp target/weir.jar loadtests/ShadowCost.java >"$out/speed"
  read -r without with more <"$out/speed"
  promise "a pass of the gate, ns: $without, with a shadow $with; more" "$more" '<=' 1000
}

for part in "$@"; do "$part"; done
all_kept
