#!/usr/bin/env bash
# Is one backend shared as its routes and callers say? A slow route at ten times its cap beside a fast one, a tenant
# that floods a model server beside one that obeys, requests that cost more than others, and what routes cost.
#
#   mvn -q -DskipTests package && loadtests/routes.sh [caps] [inference] [cost] [speed]
#
# All of it takes six minutes, on loopback only, and stops by itself. ROUTES=none runs caps, inference and cost
# through one gate without routes and without fairness, which is what they are for. Needs a JDK 21 or newer,
# curl and haproxy (Debian: apt-get install curl haproxy). Exits with 1 if a promise was not kept; on a noisy machine,
# run it again before you believe that.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

need curl haproxy
need_jar
[ $# -gt 0 ] || set -- caps inference cost speed

. loadtests/weir.sh
. loadtests/promise.sh
. loadtests/peers.sh
trap 'stop_weir || true; stop_upstream; stop_proxy; rm -rf "$out" "$weir_log"' EXIT

# Its calls take a time that depends on the path.
start_routes_upstream() {   # /path=least-most, in ms, ...
  mapfile -t ports < <(free_ports 1)
  "$java" loadtests/RoutesUpstream.java "${ports[0]}" "$@" >"$out/upstream.log" 2>&1 &
  upstream=$!
  await "http://127.0.0.1:${ports[0]}/most"
}

most() { awk -v what="$1" '$1 == what { print $2 }' "$out/most"; }

take_most() { curl -fsS "http://127.0.0.1:${ports[0]}/most" >"$out/most"; }

start_weir_with() {   # routes, as YAML; then flags
  local config=()
  if [ "${ROUTES:-}" != none ]; then
    printf 'routes:\n%s\n' "$1" >"$out/weir.yaml"
    config=("--config=$out/weir.yaml")
  fi
  mapfile -t to < <(http_to "${ports[0]}")
  start_weir -- "${to[@]}" "${config[@]}" "${@:2}"
}

fair_by() { if [ "${ROUTES:-}" != none ]; then printf '%s\n' "--gate.fair-by=$1" --gate.priority.trust=everyone; fi; }

# Each line that it prints is a request: second, SERVED, REFUSED, LATE or FAILED, ms, client.
clients() { "$java" -cp target/weir.jar loadtests/Clients.java "$@" 2>>"$out/clients.err"; }

p99_of() { awk -F, '$1 >= 1 && $2 == "SERVED" { print $3 + 0 }' "$1" | sort -n | awk '{ v[NR] = $1 } END { printf "%.1f\n", v[int(NR * 0.99 + 0.999)] }'; }

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.3f\n", a / b; else print "-" }'; }

# Sixteen permits; reports of 400 ms may have two of them, so they can be five a second, and fifty are asked for. The rest
# is for lookups of 40 ms: 350 a second, of which 0.8 are asked for. HAProxy has no cap within a limit: there the sixteen
# are split in two. In turns, three times; what counts are the medians.
caps() {
  start_routes_upstream /lookup=40-40 /reports=400-400
  start_weir_with '  - {name: reports, path: /reports, permits: 2, waiting-room: 4}' \
    --gate.permits=16 --gate.waiting-room=64 --gate.max-wait=250ms
  lookup_beside_reports "$base"
  promise "lookup beside reports: not served" "$(wc -l <"$out/lost")" == 0
  promise "lookup: p99 beside reports over alone ($(median <"$out/alone.p99") ms)" "$(lookup_slower)" '<=' 1.1
  promise "reports: served of 150 that the cap allows" "$(grep -c SERVED "$out/reports" || true)" '>=' 140
  promise "the backend saw at once, at most" "$(sort -n "$out/most.all" | tail -1)" '<=' 16
  promise "the backend saw reports at once, at most" "$(sort -n "$out/most.reports" | tail -1)" '<=' 2
  stop_weir
  mapfile -t -O 1 ports < <(free_ports 1)
  start_haproxy "${ports[1]}" "${ports[0]}" "maxconn 14" 250ms
  stop_proxy
  sed -i -e "s|^frontend.*|&\n  use_backend reports if { path /reports }|" \
    -e "\$ a backend reports\n  server one 127.0.0.1:${ports[0]} maxconn 2" "$out/haproxy.cfg"
  haproxy -f "$out/haproxy.cfg" >"$out/haproxy.log" 2>&1 &
  proxy=$!
  await "http://127.0.0.1:${ports[1]}/lookup"
  lookup_beside_reports "http://127.0.0.1:${ports[1]}"
  printf '%-52s %10s\n' "HAProxy: lookup beside reports: not served" "$(wc -l <"$out/lost")" \
    "HAProxy: p99 beside reports over alone ($(median <"$out/alone.p99") ms)" "$(lookup_slower)" \
    "HAProxy: reports served of 150" "$(grep -c SERVED "$out/reports" || true)"
  stop_proxy; stop_upstream
}

lookup_beside_reports() {   # where
  local load
  rm -f "$out"/*.p99 "$out"/most.* "$out/reports" "$out/lost"
  clients "$1/lookup" 1000 6 rate 280 >/dev/null
  for _ in 1 2 3; do
    clients "$1/lookup" 1000 8 rate 280 >"$out/alone"
    p99_of "$out/alone" >>"$out/alone.p99"
    take_most
    clients "$1/reports" 1000 10 rate 50 >>"$out/reports" &
    load=$!
    sleep 1
    clients "$1/lookup" 1000 8 rate 280 >"$out/beside"
    p99_of "$out/beside" >>"$out/beside.p99"
    awk -F, '$1 >= 1 && $2 != "SERVED"' "$out/beside" >>"$out/lost"
    wait $load
    take_most
    most all >>"$out/most.all"
    most /reports >>"$out/most.reports"
  done
}

lookup_slower() { ratio "$(median <"$out/beside.p99")" "$(median <"$out/alone.p99")"; }

tenants() { "$java" loadtests/Tenants.java "$@"; }

# Four slots, streams of about two seconds. The modest tenant asks again a second after each response; the other sends
# fifty requests at once, and the next as soon as one has ended.
inference() {
  local seconds=60 flood
  start_routes_upstream /v1/chat/completions=1500-2500
  mapfile -t fair < <(fair_by header:X-Tenant)
  start_weir_with '  - {name: chat, path: /v1/chat/completions}' "${fair[@]}" \
    --gate.permits=4 --gate.waiting-room=64 --gate.max-wait=10s
  tenants "$base/v1/chat/completions" $seconds obey 1 1000 X-Tenant modest >"$out/alone"
  tenants "$base/v1/chat/completions" $((seconds + 3)) ignore 50 0 X-Tenant flood >"$out/flood" &
  flood=$!
  sleep 3
  tenants "$base/v1/chat/completions" $seconds obey 1 1000 X-Tenant modest >"$out/beside"
  wait $flood
  take_most
  promise "inference: responses to the modest tenant, of $(served alone) alone" "$(served beside)" '>=' \
    "$(awk -v n="$(served alone)" 'BEGIN { printf "%.1f\n", n * 16 / 19 }')"
  promise "inference: p50 of its first token, ms" "$(first_p50 beside)" '<' 2500
  printf '%-52s %10s\n' "inference: responses to the flood meanwhile" "$(served flood)"
  promise "inference: streams at once, at most" "$(most all)" '<=' 4
  stop_weir; stop_upstream
}

served() { awk '$1 == 200 { n++ } END { print n + 0 }' "$out/$1"; }

first_p50() { if [ "$(served "$1")" = 0 ]; then echo -; else awk '$1 == 200 { print $2 }' "$out/$1" | median; fi; }

# Ten clients whose requests cost 1, and one whose requests cost 8, at sixteen permits. At most one call of each that
# was before it has to end until the heavy one enters; each takes 200 ms.
cost() {
  local light
  start_routes_upstream /work=200-200
  start_weir_with '  - {name: work, path: /work, cost: "header:X-Cost"}' --gate.priority.trust=everyone \
    --gate.permits=16 --gate.waiting-room=64 --gate.max-wait=1s
  tenants "$base/work" 5 ignore 10 0 >/dev/null
  take_most
  tenants "$base/work" 22 ignore 10 0 X-Cost 1 >"$out/light" &
  light=$!
  sleep 1
  tenants "$base/work" 20 ignore 1 0 X-Cost 8 >"$out/heavy"
  wait $light
  take_most
  promise "cost: permits' worth of calls at once, at most" "$(most all)" '<=' 16
  promise "cost: heavy requests that were not served" "$(awk '$1 != 200' "$out/heavy" | wc -l)" == 0
  promise "cost: longest of the heavy ones, ms (drain and call)" "$(awk '$3 > n { n = $3 } END { print n }' "$out/heavy")" '<=' 450
  promise "cost: light requests that were not served" "$(awk '$1 != 200' "$out/light" | wc -l)" == 0
  stop_weir; stop_upstream
}

# What fifty routes, of which only the last matches, and ten thousand callers add to finding the route of a request
# and to passing the gate: in one process, in turns.
speed() {
  local i
  { echo routes:
    for i in $(seq 49); do echo "  - {name: r$i, path: /api/v1/r$i/**, permits: 4}"; done
    echo '  - {name: last, path: /api/*/items, permits: 4}'; } >"$out/fifty.yaml"
  "$java" -cp target/weir.jar loadtests/RoutesCost.java "$out/fifty.yaml" | tee "$out/speed"
  promise "50 routes and 10,000 callers: ns added to a request" "$(awk '$1 == "added" { print $2 }' "$out/speed")" '<=' 1000
}

for part in "$@"; do
  case $part in
    caps | inference | cost | speed) "$part" ;;
    *) echo "there is no part $part; there is caps, inference, cost and speed" >&2; exit 2 ;;
  esac
done
all_kept
