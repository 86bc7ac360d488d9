#!/usr/bin/env bash
# How much memory does a waiting connection take, and what is it? Ten thousand connections, or WAITING, wait in line in
# front of an upstream that stands still, once Weir has served requests for a while. How much does a served request
# allocate?
#
#   mvn -q -DskipTests package && loadtests/waiting.sh [option of the JVM...]
#
# Prints what was allocated for a request, then, for one of the connections, the resident memory of the process, its heap
# after a collection, and the classes of which there is most. Takes a minute, on loopback only, and stops by itself. Needs
# a JDK 21 or newer and curl.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

need curl
need_jar
. loadtests/weir.sh
. loadtests/peers.sh
jcmd=$(dirname "$(readlink -f "$java")")/jcmd
[ -x "$jcmd" ] || { echo "$jcmd is missing: this needs a whole JDK" >&2; exit 2; }
waiters=''
trap 'stop "$waiters" 2>/dev/null; stop_weir || true; kill -CONT "$upstream" 2>/dev/null; stop_upstream; rm -rf "$out" "$weir_log"' EXIT

waiting=${WAITING:-10000}
mapfile -t ports < <(free_ports 1)

rss_kb() { awk '$1 == "VmRSS:" { print $2 }' "/proc/$weir/status"; }

collect() { "$jcmd" "$weir" GC.run >/dev/null; }

# Prints the MB that were allocated between the last two collections that were asked for: what the heap of each pause
# has more than that of the pause before it.
allocated_mb() {
  sed -n 's/.*\(Pause.*\) \([0-9]*\)M->\([0-9]*\)M(.*/\2 \3 \1/p' "$out/gc.log" | awk '
    NR > 1 { sum += $1 - left } { left = $2 } /Diagnostic Command/ { mb = sum; sum = 0 } END { print mb }'
}

# Prints for each class: bytes, class.
histogram() { "$jcmd" "$weir" GC.class_histogram | awk '$1 ~ /^[0-9]+:$/ { print $3, $4 }'; }

# Sends requests for so many seconds, and prints how many were served.
clients() {
  "$java" -cp target/weir.jar loadtests/Clients.java "$base/endpoint" 5000 "$1" rate 800 2>"$out/clients" |
    awk -F, '$2 == "SERVED" { n++ } END { print n + 0 }'
}

start_simulated_upstream "${ports[0]}" --backend.simulated.latency=1ms
start_weir "-Xlog:gc:file=$out/gc.log" "$@" -- --server.max-connections=$((waiting + 1000)) --backend.type=http \
  "--backend.http.url=http://127.0.0.1:${ports[0]}" --backend.http.first-byte-timeout=1h \
  --gate.permits=4 --gate.waiting-room="$waiting" --gate.max-wait=1h --gate.shed-hopeless=false
clients 15 >/dev/null
collect
served=$(clients 5)
collect
histogram >"$out/before"
allocated=$(awk -v mb="$(allocated_mb)" -v n="$served" 'BEGIN { printf "%.1f\n", mb * 1024 / n }')
before=$(rss_kb)
kill -STOP "$upstream"
"$java" loadtests/Waiting.java "$base" $((waiting + 4)) >"$out/waiters" 2>&1 &
waiters=$!
until [ "$(metric queue_depth)" = "$waiting" ]; do
  kill -0 $waiters 2>/dev/null || { cat "$out/waiters" >&2; exit 2; }
  sleep 0.5
done
sleep 2   # until they are watched
after=$(rss_kb)
collect
histogram >"$out/after"
awk -v n="$waiting" -v allocated="$allocated" -v rss=$((after - before)) '
  NR == FNR { before[$2] = $1; heap -= $1; next }
  { heap += $1; each = ($1 - before[$2]) / n; if (each >= 64) line[++lines] = sprintf("%8.0f  %s", each, $2) }
  END {
    printf "allocated for a served request, KB          %6.1f\n", allocated
    printf "resident memory of a waiting connection, KB %6.1f\n", rss / n
    printf "its part of the heap, KB                    %6.1f\n\n", heap / 1024 / n
    print "   bytes  class"; for (i = 1; i <= lines; i++) print line[i]
  }' "$out/before" "$out/after"
