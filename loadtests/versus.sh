#!/usr/bin/env bash
# Weir beside what one would use without it: HAProxy with maxconn, nginx with limit_conn, a Helidon server
# with its own concurrency limit and queue, and a bare Helidon server. One run, one upstream, one load.
#
#   mvn -q -DskipTests package && loadtests/versus.sh [goodput] [cost] [latency] [memory] [stall] [fairness]
#
# Prints a table as docs/comparison.md has it, and whether Weir keeps its promises. All of it takes half an hour, on
# loopback only, and stops by itself. PEERS="weir haproxy" leaves the others out, of which some are in the promises of
# other parts than fairness; that is of ten seconds, or of FAIR_SECONDS. Needs a JDK 21 or newer, wrk, haproxy, nginx and
# curl (Debian: apt-get install wrk haproxy nginx curl). Exits with 1 if a promise was not kept; on a noisy machine, run
# it again before you believe that.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

need wrk haproxy nginx curl
need_jar
[ $# -gt 0 ] || set -- goodput cost latency memory stall fairness

. loadtests/weir.sh
. loadtests/promise.sh
. loadtests/peers.sh
peer=''
trap 'stop_peer; stop_upstream; rm -rf "$out" "$weir_log"' EXIT

# What the upstream can do: 4 calls of 80 ms at once, 50 a second; each call beyond slows down the others. A
# hundred times that, and its clients, has to fit into the machine: it is the gate that is measured.
permits=4 capacity=50
room=64 wait_ms=250   # a client has given up after one second
read -ra peers <<<"${PEERS:-weir codel haproxy nginx helidon-limit helidon}"
mapfile -t ports < <(free_ports 2)
upstream_url=http://127.0.0.1:${ports[0]}
url=http://127.0.0.1:${ports[1]}/endpoint

start_upstream() {   # calls at once, ms that each takes
  start_simulated_upstream "${ports[0]}" "--backend.simulated.capacity=${1:-$permits}" \
    "--backend.simulated.latency=${2:-80}ms" --server.max-connections=20000
}

start_java_peer() {   # permits, room, wait in ms
  "$java" -Xmx512m -cp target/weir.jar loadtests/HelidonPeer.java "${ports[1]}" "$upstream_url" "$@" >"$out/peer.log" 2>&1 &
  peer=$!
}

start_weir_peer() {   # strategy, permits, room, wait in ms, more flags
  "$java" -Xmx512m -jar target/weir.jar --server.host=127.0.0.1 --server.port="${ports[1]}" \
    --server.max-connections=20000 --backend.type=http "--backend.http.url=$upstream_url" \
    --gate.strategy="$1" --gate.permits="$2" --gate.waiting-room="$3" --gate.max-wait="$4ms" "${@:5}" >"$out/peer.log" 2>&1 &
  peer=$!
}

start_nginx_peer() {   # permits
  mkdir -p "$out/peer"
  cat >"$out/peer.conf" <<CONF
daemon off; master_process off; pid $out/peer.pid; error_log $out/peer.err; worker_rlimit_nofile $(ulimit -n);
events { worker_connections 16384; }
http { access_log off; keepalive_requests 1000000000; limit_conn_zone \$server_name zone=all:1m;
  upstream one { server 127.0.0.1:${ports[0]}; keepalive 64; }
  server { listen 127.0.0.1:${ports[1]} backlog=4096; server_name any; limit_conn all $1; limit_conn_status 429;
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
    haproxy) start_haproxy "${ports[1]}" "${ports[0]}" "maxconn $2" "$4ms"; peer=$proxy proxy='' ;;
    nginx) start_nginx_peer "$2" ;;
    helidon-limit) start_java_peer "${@:2}" ;;
    helidon) start_java_peer 0 0 0 ;;
  esac
  await "$url"
}

stop_peer() { stop "$peer" 2>/dev/null; peer=''; }

# Each line that it prints is a request: second, SERVED, REFUSED, LATE or FAILED, ms, client.
clients() { "$java" -cp target/weir.jar loadtests/Clients.java "$url" "${patience_ms:-1000}" "$@" 2>"$out/clients.err"; }

# A JVM compiles while it runs.
warm_up() { clients 5 rate $((5 * capacity)) >/dev/null; clients 5 rate $((50 * capacity)) >/dev/null; }

row() { printf '%s|%s|%s\n' "$@" | tee -a "$out/rows"; }   # measure, peer, figure

figure() { awk -F'|' -v m="$1" -v p="$2" '$1 == m && $2 == p { print $3 }' "$out/rows"; }

percentile() {   # of the served, from stdin
  awk -F, '$2 == "SERVED" { print $3 + 0 }' | sort -n |
    awk -v p="$1" '{ v[NR] = $1 } END { if (NR) printf "%.0f\n", v[int(NR * p + 0.999)]; else print "-" }'
}

# Of the requests that were sent after the first second.
goodput_of() { awk -F, -v s="$1" '$1 >= 1 && $2 == "SERVED" { n++ } END { printf "%.1f\n", n / (s - 1) }'; }

goodput() {
  local which times seconds=6
  start_upstream
  for which in "${peers[@]}"; do
    start_peer "$which" $permits $room $wait_ms
    warm_up
    for times in 1 2 5 10 100; do
      clients $seconds rate $((times * capacity)) >"$out/load"
      row "goodput at ${times}x" "$which" "$(goodput_of $seconds <"$out/load")"
      row "p50 of the served at ${times}x, ms" "$which" "$(percentile 0.5 <"$out/load")"
      row "p99 of the served at ${times}x, ms" "$which" "$(percentile 0.99 <"$out/load")"
      sleep 1
    done
    stop_peer
  done
  beside_haproxy
  stop_upstream
}

# What is promised is measured in turns, three times; what counts are the medians. If HAProxy served
# no request, to serve none would still not be enough.
beside_haproxy() {
  local which seconds=11
  for _ in 1 2 3; do
    for which in weir haproxy; do
      start_peer $which $permits $room $wait_ms
      warm_up
      clients $seconds rate $((100 * capacity)) | goodput_of $seconds >>"$out/$which.100x"
      stop_peer
    done
  done
  promise "goodput at 100x, within 2 % of HAProxy's" "$(median <"$out/weir.100x")" '>=' \
    "$(awk -v theirs="$(median <"$out/haproxy.100x")" 'BEGIN { printf "%.1f\n", (theirs > 1 ? 0.98 * theirs : 1) }')"
}

cpu_ms() { awk -v hz="$(getconf CLK_TCK)" '{ print ($14 + $15) * 1000 / hz }' "/proc/$peer/stat"; }

# Prints the milliseconds of its processors that a load took the peer, how many were served, and how many came.
cpu_of() {   # how many a second
  local before
  before=$(cpu_ms)
  clients 4 rate "$1" >"$out/load"
  awk -F, -v ms="$(cpu_ms)" -v before="$before" '
    $2 == "SERVED" { n++ } END { print ms - before, n + 0, NR }' "$out/load"
}

# What a refusal takes is what it takes when there is something to refuse: at nine tenths of the capacity all
# are served, at five times it most are refused, and what the peer does then beyond serving as many as before
# is for those. Each for long enough first that a JVM has compiled it.
cost() {
  local which served refused
  start_upstream 16 16
  for which in "${peers[@]}"; do
    [ "$which" != codel ] || continue   # what it does with the line is not what costs
    start_peer "$which" 16 $room $wait_ms
    for _ in 1 2; do clients 6 rate 900 >/dev/null; clients 6 rate 5000 >/dev/null; done
    rm -f "$out/served" "$out/refused"
    for _ in 1 2 3; do
      served=$(cpu_of 900)
      refused=$(cpu_of 5000)
      echo "$served" | awk '{ if ($2) printf "%.0f\n", $1 * 1000 / $2; else print "-" }' >>"$out/served"
      echo "$served $refused" |
        awk '{ if ($2) printf "%.0f\n", ($4 - $5 * $1 / $2) * 1000 / ($6 - $5); else print "-" }' >>"$out/refused"
    done
    row "CPU of a served request, us" "$which" "$(median <"$out/served")"
    if [ "$which" = helidon ]; then row "CPU of a refusal, us" helidon "refuses none"
    else row "CPU of a refusal, us" "$which" "$(median <"$out/refused")"; fi
    stop_peer
  done
  stop_upstream
  promise "CPU of a refusal, over that of a served request" \
    "$(awk -v a="$(figure 'CPU of a refusal, us' weir)" -v b="$(figure 'CPU of a served request, us' weir)" 'BEGIN { printf "%.2f\n", a / b }')" '<' 0.5
}

p50_us() {
  wrk -t1 -c1 -d3s --latency "$1" | awk '$1 == "50%" { print $2 * ($2 ~ /us$/ ? 1 : $2 ~ /ms$/ ? 1000 : 1000000) }'
}

latency() {
  local which direct
  start_nginx "${ports[0]}"
  for which in "${peers[@]}"; do
    [ "$which" != codel ] || continue   # while no request waits, it is Weir as it always is
    start_peer "$which" 64 $room $wait_ms
    wrk -t1 -c16 -d8s "$url" >/dev/null
    for _ in 1 2 3; do
      direct=$(p50_us "$upstream_url/endpoint")
      awk -v a="$(p50_us "$url")" -v b="$direct" 'BEGIN { printf "%.0f\n", a - b }'
    done | median >"$out/added"
    row "added to the p50 of one connection, us" "$which" "$(cat "$out/added")"
    stop_peer
  done
  stop_upstream
}

rss_kb() { awk '$1 == "VmRSS:" { print $2 }' "/proc/$peer/status"; }

# How much memory a JVM takes depends on when it last collected: three times; what counts is the median.
memory() {
  local which waiting=$((($(ulimit -n) - 1000) / 2))
  [ $waiting -lt 10000 ] || waiting=10000
  for which in "${peers[@]}"; do
    [ "$which" != codel ] || continue
    if [ "$which" = nginx ]; then row "memory of a waiting connection, KB" nginx "no queue"; continue; fi
    for _ in 1 2 3; do kb_of_one_waiting "$which" $waiting; done >"$out/kb"
    row "memory of a waiting connection, KB" "$which" "$(median <"$out/kb")"
  done
  ten_thousand_wait
}

# For an upstream that stands still all wait who come, up to an hour, until they give up.
kb_of_one_waiting() {   # which, how many
  local before after load
  start_upstream
  start_peer "$1" $permits 10000 3600000
  patience_ms=1000 clients 3 rate $capacity >/dev/null
  before=$(rss_kb)
  kill -STOP "$upstream"
  patience_ms=14000 clients 5 rate $(($2 / 5)) >"$out/load" &
  load=$!
  sleep 12
  after=$(rss_kb)
  wait $load
  awk -F, -v kb=$((after - before)) '$2 == "LATE" { n++ } END { if (n) printf "%.1f\n", kb / n; else print "-" }' "$out/load"
  kill -CONT "$upstream"
  stop_peer
  stop_upstream
}

ten_thousand_wait() {
  local load
  start_upstream
  start_peer weir $permits 10000 60000
  kill -STOP "$upstream"
  patience_ms=20000 clients 5 rate 2001 >"$out/load" &
  load=$!
  base=${url%/endpoint}
  until [ "$(metric queue_depth)" = 10000 ] || ! kill -0 $load 2>/dev/null; do sleep 0.2; done
  promise "waiting at once, with -Xmx512m" "$(metric queue_depth)" == 10000
  kill -CONT "$upstream"
  wait $load
  promise "the same: failed" "$(grep -c FAILED "$out/load" || true)" == 0
  stop_peer
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

# At 0.8 of the capacity the upstream stands still for two seconds, and goes on where it was.
stall_once() {
  local load
  clients 10 rate $((capacity * 8 / 10)) >"$out/unsorted" &
  load=$!
  until grep -q begins "$out/clients.err" 2>/dev/null; do sleep 0.01; done
  : >"$out/clients.err"
  sleep 3; kill -STOP "$upstream"; sleep 2; kill -CONT "$upstream"
  wait $load
  sort -t, -g -k1 "$out/unsorted" >"$out/load"
  recovery_ms "$out/load"
}

stall() {
  local which
  start_upstream
  for which in "${peers[@]}"; do
    start_peer "$which" $permits $room $wait_ms
    warm_up
    for _ in 1 2 3; do : >"$out/clients.err"; stall_once; done | median >"$out/recovered"
    row "recovery from a stall of 2 s, ms" "$which" "$(sed 's/^99999$/over 4500/' "$out/recovered")"
    stop_peer
  done
  stop_upstream
  promise "recovery with codel, ms; HAProxy's" "$(figure 'recovery from a stall of 2 s, ms' codel)" '<' \
    "$(figure 'recovery from a stall of 2 s, ms' haproxy)"
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
  local which jain worst
  start_upstream "$3" "$4"
  for which in "${peers[@]}" fair; do
    start_peer "$which" "$3" "$5" "$6"
    warm_up
    read -r jain worst < <(fair_parts "$2")
    row "$1: fairness (Jain)" "$which" "$jain"
    row "$1: % of its part that the worst got" "$which" "$worst"
    stop_peer
  done
  stop_upstream
}

table() {
  awk -F'|' '
    !($1 in seen) { seen[$1]; measures[++m] = $1 }
    { figure[$1, $2] = $3 }
    END {
      split("weir codel fair haproxy nginx helidon-limit helidon", peer, " ")
      print "\n| | Weir | Weir, `codel` | Weir, `fair-by` | HAProxy `maxconn` | nginx `limit_conn` | Helidon `limit`, queue | Helidon, bare |"
      print "|---|---|---|---|---|---|---|---|"
      for (i = 1; i <= m; i++) {
        line = "| " measures[i]
        for (p = 1; p <= 7; p++) line = line " | " figure[measures[i], peer[p]]
        print line " |"
      }
    }' "$out/rows"
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
