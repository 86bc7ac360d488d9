#!/usr/bin/env bash
# Weir beside what one would use without it: HAProxy with maxconn, nginx with limit_conn, a Helidon server
# with its own concurrency limit and queue, and a bare Helidon server. One run, one upstream, one load.
#
#   mvn -q -DskipTests package && loadtests/versus.sh [goodput] [cost] [latency] [memory] [stall] [fairness]
#
# Prints a table as docs/comparison.md has it, of medians and their spread, and whether Weir keeps its promises. All peers
# run at once and are measured in turns, ROUNDS (3) times each, in front of an upstream that each turn starts anew. All of
# it takes an hour, on loopback only, and stops by itself. PEERS="weir haproxy" leaves the others out, of which some are in
# the promises of other parts than fairness; that is of ten seconds, or of FAIR_SECONDS. Needs a JDK 21 or newer, wrk,
# haproxy, nginx and curl (Debian: apt-get install wrk haproxy nginx curl). Exits with 1 if a promise was not kept; on a
# noisy machine, run it again before you believe that.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

need wrk haproxy nginx curl
need_jar
[ $# -gt 0 ] || set -- goodput cost latency memory stall fairness

. loadtests/weir.sh
. loadtests/promise.sh
. loadtests/peers.sh
declare -A pids=() urls=()
trap 'stop_peers; stop_upstream; rm -rf "$out" "$weir_log"' EXIT

# What the upstream can do: 4 calls of 80 ms at once, 50 a second; each call beyond slows down the others. A
# hundred times that, and its clients, has to fit into the machine: it is the gate that is measured.
permits=4 capacity=50
room=64 wait_ms=250   # a client has given up after one second
read -ra all <<<"${PEERS:-weir codel haproxy nginx helidon-limit helidon}"
mapfile -t ports < <(free_ports 8)
upstream_url=http://127.0.0.1:${ports[0]}
peer='' port='' url=''   # those of the turn

start_upstream() {   # calls at once, ms that each takes
  start_simulated_upstream "${ports[0]}" "--backend.simulated.capacity=${1:-$permits}" \
    "--backend.simulated.latency=${2:-80}ms" --server.max-connections=20000
}

start_java_peer() {   # permits, room, wait in ms
  "$java" -Xmx512m -cp target/weir.jar loadtests/HelidonPeer.java "$port" "$upstream_url" "$@" >"$out/$port.log" 2>&1 &
  peer=$!
}

start_weir_peer() {   # strategy, permits, room, wait in ms, more flags
  "$java" -Xmx512m -jar target/weir.jar --server.host=127.0.0.1 --server.port="$port" \
    --server.max-connections=20000 --backend.type=http "--backend.http.url=$upstream_url" \
    --gate.strategy="$1" --gate.permits="$2" --gate.waiting-room="$3" --gate.max-wait="$4ms" "${@:5}" >"$out/$port.log" 2>&1 &
  peer=$!
}

start_nginx_peer() {   # permits
  mkdir -p "$out/peer"
  cat >"$out/peer.conf" <<CONF
daemon off; master_process off; pid $out/peer.pid; error_log $out/peer.err; worker_rlimit_nofile $(ulimit -n);
events { worker_connections 16384; }
http { access_log off; keepalive_requests 1000000000; limit_conn_zone \$server_name zone=all:1m;
  upstream one { server 127.0.0.1:${ports[0]}; keepalive 64; }
  server { listen 127.0.0.1:$port backlog=4096; server_name any; limit_conn all $1; limit_conn_status 429;
    location / { proxy_http_version 1.1; proxy_set_header Connection ""; proxy_pass http://one; } } }
CONF
  nginx -p "$out/peer" -c "$out/peer.conf" &
  peer=$!
}

start_peer() {   # which, permits, room, wait in ms
  case $1 in
    weir) start_weir_peer wait-then-shed "${@:2}" ;;
    codel) start_weir_peer codel "${@:2}" ;;
    fair) start_weir_peer wait-then-shed "${@:2}" --gate.fair-by=address --server.trusted-proxies=127.0.0.1 ;;
    haproxy) start_haproxy "$port" "${ports[0]}" "maxconn $2" "$4ms"; peer=$proxy proxy='' ;;
    nginx) start_nginx_peer "$2" ;;
    helidon-limit) start_java_peer "${@:2}" ;;
    helidon) start_java_peer 0 0 0 ;;
  esac
  pids[$1]=$peer urls[$1]=http://127.0.0.1:$port/endpoint
  await "${urls[$1]}"
}

start_peers() {   # permits, room, wait in ms, which...
  local i=0 which
  peers=("${@:4}")
  for which in "${peers[@]}"; do
    i=$((i + 1)) port=${ports[i]}
    start_peer "$which" "${@:1:3}"
  done
}

stop_peers() {
  local which
  for which in "${!pids[@]}"; do stop "${pids[$which]}" 2>/dev/null; done
  pids=()
}

# Those that are measured, without these: a Weir whose line is another one costs what Weir costs.
all_but() {
  local which
  for which in "${all[@]}"; do [[ " $* " = *" $which "* ]] || echo "$which"; done
}

# For each peer in its turn, which is then $peer and $url: an upstream of its own, since one that has collapsed does not
# recover, in front of which something is done that gets the peer's name.
each() {   # calls at once, ms of each, what...
  local which
  for which in "${peers[@]}"; do
    peer=${pids[$which]} url=${urls[$which]}
    start_upstream "$1" "$2"
    "${@:3}" "$which"
    stop_upstream
  done
}

in_turns() { for _ in $(seq "${ROUNDS:-3}"); do each "$@"; done; }

# Each line that it prints is a request: second, SERVED, REFUSED, LATE or FAILED, ms, client.
clients() { "$java" -cp target/weir.jar loadtests/Clients.java "$url" "${patience_ms:-1000}" "$@" 2>"$out/clients.err"; }

# A JVM compiles while it runs.
warm_up() { clients 5 rate $((5 * capacity)) >/dev/null; clients 5 rate $((50 * capacity)) >/dev/null; }

note() { printf '%s|%s|%s\n' "$@" | tee -a "$out/notes"; }   # measure, peer, figure

figures() { awk -F'|' -v m="$1" -v p="$2" '$1 == m && $2 == p { print $3 }' "$out/notes"; }

figure() { figures "$@" | median; }

percentile() {   # of the served, from stdin
  awk -F, '$2 == "SERVED" { print $3 + 0 }' | sort -n |
    awk -v p="$1" '{ v[NR] = $1 } END { if (NR) printf "%.0f\n", v[int(NR * p + 0.999)]; else print "-" }'
}

# Of the requests that were sent after the first second.
goodput_of() { awk -F, -v s="$1" '$1 >= 1 && $2 == "SERVED" { n++ } END { printf "%.1f\n", n / (s - 1) }'; }

goodput() {
  start_peers $permits $room $wait_ms "${all[@]}"
  each $permits 80 warm_up
  in_turns $permits 80 goodput_turn
  stop_peers
  # If HAProxy served no request, to serve none would still not be enough.
  promise "goodput at 100x, within 2 % of HAProxy's" "$(figure "goodput at 100x" weir)" '>=' \
    "$(figure "goodput at 100x" haproxy | awk '{ printf "%.1f\n", ($1 > 1 ? 0.98 * $1 : 1) }')"
}

goodput_turn() {
  local times seconds
  for times in 1 2 5 10 100; do
    seconds=$((times == 100 ? 11 : 6))   # something is promised of that
    clients $seconds rate $((times * capacity)) >"$out/load"
    note "goodput at ${times}x" "$1" "$(goodput_of $seconds <"$out/load")"
    note "p50 of the served at ${times}x, ms" "$1" "$(percentile 0.5 <"$out/load")"
    note "p99 of the served at ${times}x, ms" "$1" "$(percentile 0.99 <"$out/load")"
    sleep 1
  done
}

cpu_ms() { awk -v hz="$(getconf CLK_TCK)" '{ print ($14 + $15) * 1000 / hz }' "/proc/$peer/stat"; }

# Prints the milliseconds of its processors that a load took the peer, how many were served, and how many came. If the
# responses came too late for many, it was the generator that had too little of the processors, and this is no measure.
cpu_of() {   # how many a second
  local before
  before=$(cpu_ms)
  clients 4 rate "$1" >"$out/load"
  awk -F, -v ms="$(cpu_ms)" -v before="$before" '
    $2 == "SERVED" { n++ } $2 == "LATE" { late++ }
    END { if (late > NR / 50) print "-", 0, 0; else print ms - before, n + 0, NR }' "$out/load"
}

# What a refusal takes is what it takes when there is something to refuse: at nine tenths of the capacity all
# are served, at two and a half times it most are refused, and what the peer does then beyond serving as many as before
# is for those. Each for long enough first that a JVM has compiled it.
cost() {
  mapfile -t peers < <(all_but codel)
  start_peers 16 $room $wait_ms "${peers[@]}"
  each 16 16 cost_warm_up
  in_turns 16 16 cost_turn
  stop_peers
  promise "CPU of a refusal, over that of a served request" \
    "$(over "$(figure "$of_refusal" weir)" "$(figure "$of_served" weir)")" '<' 0.5
  promise "CPU of a refusal, over HAProxy's" \
    "$(over "$(figure "$of_refusal" weir)" "$(figure "$of_refusal" haproxy)")" '<=' 1
}

of_served="CPU of a served request, us" of_refusal="CPU of a refusal, us"

over() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f\n", a / b }'; }

cost_warm_up() { for _ in 1 2; do clients 6 rate 900 >/dev/null; clients 6 rate 2500 >/dev/null; done; }

cost_turn() {
  local served refused
  clients 3 rate 900 >/dev/null   # the upstream is cold
  served=$(cpu_of 900)
  refused=$(cpu_of 2500)
  note "$of_served" "$1" "$(echo "$served" | awk '{ if ($2) printf "%.0f\n", $1 * 1000 / $2; else print "-" }')"
  if [ "$1" = helidon ]; then note "$of_refusal" helidon "refuses none"; return; fi
  note "$of_refusal" "$1" "$(echo "$served $refused" |
    awk '{ if ($2 && $6) printf "%.0f\n", ($4 - $5 * $1 / $2) * 1000 / ($6 - $5); else print "-" }')"
}

p50_us() {
  wrk -t1 -c1 -d3s --latency "$1" | awk '$1 == "50%" { print $2 * ($2 ~ /us$/ ? 1 : $2 ~ /ms$/ ? 1000 : 1000000) }'
}

latency() {
  local which direct
  mapfile -t peers < <(all_but codel)
  start_nginx "${ports[0]}"
  start_peers 64 $room $wait_ms "${peers[@]}"
  for which in "${peers[@]}"; do wrk -t1 -c16 -d8s "${urls[$which]}" >/dev/null; done
  for _ in $(seq "${ROUNDS:-3}"); do
    for which in "${peers[@]}"; do
      direct=$(p50_us "$upstream_url/endpoint")
      note "added to the p50 of one connection, us" "$which" \
        "$(p50_us "${urls[$which]}" | awk -v direct="$direct" '{ printf "%.0f\n", $1 - direct }')"
    done
  done
  stop_peers
  stop_upstream
}

rss_kb() { awk '$1 == "VmRSS:" { print $2 }' "/proc/$peer/status"; }

# How much memory a JVM takes depends on when it last collected, and it gives none back: each turn is of new processes.
memory() {
  local which waiting=$((($(ulimit -n) - 1000) / 2))
  [ $waiting -lt 10000 ] || waiting=10000
  for _ in $(seq "${ROUNDS:-3}"); do
    for which in $(all_but codel nginx); do kb_of_one_waiting "$which" $waiting; done
  done
  note "memory of a waiting connection, KB" nginx "no queue"
  ten_thousand_wait
}

# For an upstream that stands still all wait who come, up to an hour, until they give up.
kb_of_one_waiting() {   # which, how many
  local before after load
  start_upstream
  start_peers $permits 10000 3600000 "$1"
  peer=${pids[$1]} url=${urls[$1]}
  patience_ms=1000 clients 3 rate $capacity >/dev/null
  before=$(rss_kb)
  kill -STOP "$upstream"
  patience_ms=14000 clients 5 rate $(($2 / 5)) >"$out/load" &
  load=$!
  sleep 12
  after=$(rss_kb)
  wait $load
  note "memory of a waiting connection, KB" "$1" \
    "$(awk -F, -v kb=$((after - before)) '$2 == "LATE" { n++ } END { if (n) printf "%.1f\n", kb / n; else print "-" }' "$out/load")"
  kill -CONT "$upstream"
  stop_peers
  stop_upstream
}

ten_thousand_wait() {
  local load
  start_upstream
  start_peers $permits 10000 60000 weir
  url=${urls[weir]} base=${urls[weir]%/endpoint}
  kill -STOP "$upstream"
  patience_ms=20000 clients 5 rate 2001 >"$out/load" &
  load=$!
  until [ "$(metric queue_depth)" = 10000 ] || ! kill -0 $load 2>/dev/null; do sleep 0.2; done
  promise "waiting at once, with -Xmx512m" "$(metric queue_depth)" == 10000
  kill -CONT "$upstream"
  wait $load
  promise "the same: failed" "$(grep -c FAILED "$out/load" || true)" == 0
  stop_peers
  stop_upstream
}

# From the end of the stall until those who come are served as before it: half a second long, 95 of 100
# within twice what 99 of 100 took before.
recovery_ms() {
  awk -F, -v stalled=3 -v over=5 '
    function usual(n,   i, k, t) {   # the p99 before the stall
      for (i = 2; i <= n; i++) { t = before[i]; for (k = i - 1; k > 0 && before[k] > t; k--) before[k + 1] = before[k]; before[k + 1] = t }
      return before[int(n * 0.99 + 0.999)]
    }
    { at[NR] = $1; ms[NR] = $2 == "SERVED" ? $3 : 1e9 }
    $1 >= 1 && $1 < stalled - 1 && $2 == "SERVED" { before[++n] = $3 }
    END {
      limit = 2 * usual(n)
      for (t = over; t < 9.5; t += 0.01) {
        good = all = 0
        for (i = 1; i <= NR; i++) if (at[i] >= t && at[i] < t + 0.5) { all++; good += ms[i] <= limit }
        if (all && good >= 0.95 * all) { printf "%.0f\n", (t - over) * 1000; exit }
      }
      print 99999   # as good as never, and a number, for the median
    }' "$1"
}

stall() {
  start_peers $permits $room $wait_ms "${all[@]}"
  each $permits 80 warm_up
  in_turns $permits 80 stall_turn
  stop_peers
  promise "recovery with codel, ms; HAProxy's" "$(figure "$recovery" codel)" '<' "$(figure "$recovery" haproxy)"
}

recovery="recovery from a stall of 2 s, ms"

# At 0.8 of the capacity the upstream stands still for two seconds, and goes on where it was.
stall_turn() {
  local load
  : >"$out/clients.err"
  clients 10 rate $((capacity * 8 / 10)) >"$out/unsorted" &
  load=$!
  until grep -q begins "$out/clients.err"; do sleep 0.01; done
  sleep 3; kill -STOP "$upstream"; sleep 2; kill -CONT "$upstream"
  wait $load
  sort -t, -g -k1 "$out/unsorted" >"$out/load"
  note "$recovery" "$1" "$(recovery_ms "$out/load")"
}

# Prints two figures of what each of a hundred clients was served. The first is (sum x)^2 / (n * sum x^2), which is 1 if
# all got the same (Jain, Chiu and Hawe, DEC-TR-301, 1984); the second is the worst client's part of an equal one. The
# first client, which may be a flood, is no candidate for the worst.
fair_parts() {   # how many requests the first client has at a time
  clients "${FAIR_SECONDS:-10}" clients 100 "$1" | awk -F, '
    $2 == "SERVED" { got[$4]++ }
    END { worst = got[1]
          for (c = 0; c < 100; c++) { sum += got[c]; squares += got[c] ^ 2; if (c && got[c] < worst) worst = got[c] }
          if (squares) printf "%.3f %.0f\n", sum * sum / (100 * squares), 100 * worst / (sum / 100); else print "- -" }'
}

# Where equal clients have no room and no time for a turn of each; and where they have both, and one of them floods.
fairness() {
  fairness_of "100 clients" 1 $permits 80 $room $wait_ms
  fairness_of "100 clients, one floods" 50 16 40 128 500
  promise "one floods: Jain's index with fair-by" "$(figure "100 clients, one floods: fairness (Jain)" fair)" '>=' 0.95
  promise "one floods: % of its part that the worst other got" \
    "$(figure "100 clients, one floods: % of its part that the worst got" fair)" '>=' 95
}

fairness_of() {   # measure, requests of the first client, permits, ms of a call, room, wait in ms
  start_peers "$3" "$5" "$6" "${all[@]}" fair
  each "$3" "$4" warm_up
  in_turns "$3" "$4" fairness_turn "$1" "$2"
  stop_peers
}

fairness_turn() {   # measure, requests of the first client, which
  local jain worst
  read -r jain worst < <(fair_parts "$2")
  note "$1: fairness (Jain)" "$3" "$jain"
  note "$1: % of its part that the worst got" "$3" "$worst"
}

# The median of the rounds, and in brackets the least and the most if they differ.
cell() {   # measure, peer
  figures "$@" | sort -g | sed 's/^99999$/over 4500/' |
    awk '{ v[NR] = $0 } END { if (NR) printf "%s%s", v[int((NR + 1) / 2)], v[1] == v[NR] ? "" : " (" v[1] " to " v[NR] ")" }'
}

table() {
  local measure which
  echo
  echo "| | Weir | Weir, codel | Weir, fair-by | HAProxy maxconn | nginx limit_conn | Helidon limit, queue | Helidon, bare |"
  echo "|---|--:|--:|--:|--:|--:|--:|--:|"
  cut -d'|' -f1 "$out/notes" | awk '!seen[$0]++' | while read -r measure; do
    printf '| %s |' "$measure"
    for which in weir codel fair haproxy nginx helidon-limit helidon; do printf ' %s |' "$(cell "$measure" $which)"; done
    echo
  done
}

for part in "$@"; do
  case $part in
    goodput | cost | latency | memory | stall | fairness) "$part" ;;
    *) echo "there is no part $part; there is goodput, cost, latency, memory, stall and fairness" >&2; exit 2 ;;
  esac
done
table
echo
all_kept
