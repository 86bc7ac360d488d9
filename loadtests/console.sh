#!/usr/bin/env bash
# What does the console cost? How soon it is painted in Chromium, and how much processor time one open page
# takes of a Weir that serves 2,000 requests a second, in turns with none open.
#
#   mvn -q -DskipTests package && loadtests/console.sh
#
# Takes three minutes, on loopback only, and stops by itself. Needs a JDK 21 or newer, hey, curl and Chromium
# (Debian: apt-get install hey curl chromium). Exits with 1 if a promise was not kept.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh
need hey curl chromium
need_jar

. loadtests/weir.sh
. loadtests/promise.sh
out=$(mktemp -d)
load=
page=
trap 'close_page; [ -z "$load" ] || kill "$load" 2>/dev/null || true; stop_weir || true; rm -rf "$out" "$weir_log"' EXIT

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

open_page() {   # it stays open for as long as it can read
  mkfifo "$out/stay"
  "$java" loadtests/ConsoleTab.java open "$console" <"$out/stay" &
  page=$!
  exec 9>"$out/stay"
}

close_page() {
  [ -n "$page" ] || return 0
  exec 9>&-
  wait "$page" || true
  page=
  rm "$out/stay"
}

# Ticks of a hundredth of a second that Weir has had of the processor.
ticks() { awk '{ print $14 + $15 }' "/proc/$weir/stat"; }

share() {   # prints the share of a core, in percent, that Weir takes for ten seconds
  local before
  before=$(ticks)
  sleep 10
  awk -v ticks=$(($(ticks) - before)) 'BEGIN { printf "%.2f\n", ticks / 10 }'
}

start_weir -- --admin.port=0 --gate.permits=50 --backend.simulated.capacity=50
admin=$(sed -n 's/.* at \(http:[^ )]*\).*/\1/p' "$weir_log" | head -1)
console=$admin/console
curl -fsS -o /dev/null "$console" || { echo "there is no console at $console" >&2; exit 2; }

"$java" loadtests/ConsoleTab.java paint "$console" 9 >"$out/paint"

hey -z 150s -c 200 -q 10 "$base/endpoint" >"$out/hey" 2>&1 &
load=$!
sleep 12   # for what is compiled

for _ in $(seq 5); do
  open_page
  sleep 3
  share >>"$out/open"
  close_page
  sleep 1
  share >>"$out/closed"
done
served=$(base=$admin metric 'request_count_total{outcome="served"}')
sleep 2
served=$((($(base=$admin metric 'request_count_total{outcome="served"}') - served) / 2))

echo "requests served a second: $served"
echo "% of a core, with the page open:   $(tr '\n' ' ' <"$out/open")"
echo "% of a core, with none:            $(tr '\n' ' ' <"$out/closed")"
promise "first paint, ms (median of 9)" "$(median <"$out/paint")" '<' 200
promise "% of a core for an open page (medians of 5)" \
  "$(awk -v a="$(median <"$out/open")" -v b="$(median <"$out/closed")" 'BEGIN { printf "%.2f", a - b }')" '<' 1
all_kept
