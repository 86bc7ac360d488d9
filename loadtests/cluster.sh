#!/usr/bin/env bash
# Do three Weirs keep one limit together? Under uneven load, while one of them is killed, paused and started, while
# the store of their leases is killed, hangs, restarts empty or is cut off from one of them; and what does it cost?
#
#   mvn -q -DskipTests package && loadtests/cluster.sh [steady] [replica] [store] [cost] [clients]
#
# All of it takes ten minutes, on loopback only, and stops by itself. Needs a JDK 21 or newer, curl, haproxy, and
# valkey-server or redis-server (Debian: apt-get install curl haproxy redis-server). Exits with 1 if a promise was not
# kept; on a noisy machine, run it again before you believe that.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

server=$(command -v valkey-server || command -v redis-server || true)
need curl haproxy "${server:-redis-server}"
need_jar
[ $# -gt 0 ] || set -- steady replica store cost clients

. loadtests/weir.sh
. loadtests/promise.sh
. loadtests/peers.sh
rm "$weir_log"
store='' link='' load='' id=() url=()
trap 'stop_all; rm -rf "$out"' EXIT

# What the upstream can do: 24 calls of 80 ms at once, 300 a second. Five times that, and its clients, has to fit into
# the machine. A third of the limit is what a replica may have without a lease.
permits=24 call_ms=80 safe=8
most=1350 some=150   # a second: five times the capacity, nine to one
mapfile -t ports < <(free_ports 3)
mapfile -t to < <(http_to "${ports[0]}")
limits=("${to[@]}" "--gate.permits=$permits" --gate.waiting-room=64 --gate.max-wait=250ms)

# Kills the processes with these ids; also those that are stopped. They are no jobs of the shell any more.
end() { local id; for id in "$@"; do kill -KILL "$id" 2>/dev/null || true; done; }

stop_all() { end "$load" "$weir" "${id[@]}" "$store" "$link"; load='' store='' link='' id=(); stop_upstream; }

start_upstream() {
  "$java" loadtests/RoutesUpstream.java "${ports[0]}" "/endpoint=$call_ms-$call_ms" >"$out/upstream.log" 2>&1 &
  upstream=$!
  await "http://127.0.0.1:${ports[0]}/most"
}

cli() { "${server%-server}-cli" -p "${ports[1]}" "$@"; }

start_store() {   # remembers nothing when it ends
  "$server" --port "${ports[1]}" --bind 127.0.0.1 --save '' --appendonly no --dir "$out" >"$out/store.log" 2>&1 &
  store=$!
  disown
  until [ "$(cli ping 2>/dev/null)" = PONG ]; do sleep 0.05; done
}

# The network between one replica and the store. A network that is lost is silent, as is a proxy that is stopped.
start_link() {
  cat >"$out/link.cfg" <<CONF
defaults
  mode tcp
  timeout client 1h
  timeout server 1h
  timeout connect 1s
listen link
  bind 127.0.0.1:${ports[2]}
  server store 127.0.0.1:${ports[1]}
CONF
  haproxy -f "$out/link.cfg" >"$out/link.log" 2>&1 &
  link=$!
  disown
}

start_one() {   # number, flags
  weir_log=$out/weir.$1
  : >"$weir_log"
  start_weir -- "${limits[@]}" "${@:2}"
  id[$1]=$weir url[$1]=$base/endpoint weir=''
  disown
}

start_replica() {   # number, port of the store, length of a lease, more flags
  start_one "$1" --cluster.url="redis://127.0.0.1:$2" --cluster.replicas=3 --cluster.lease="$3" "${@:4}"
}

start_cluster() {   # length of a lease, more flags; the first replica has a link of its own
  start_upstream
  start_store
  start_link
  start_replica 1 "${ports[2]}" "$@"
  start_replica 2 "${ports[1]}" "$@"
  start_replica 3 "${ports[1]}" "$@"
  begin_load "${url[1]}" $((3 * some)):6 "${url[2]}" $((3 * some)):6 "${url[3]}" $((3 * some)):6   # a JVM compiles while it runs
  end_load
}

# Begins a load, and goes on when it has begun: URL, RATE:SECONDS,..., and so on.
begin_load() {
  : >"$out/load.err"
  "$java" -cp "target/weir.jar:$out/classes" ClusterLoad "http://127.0.0.1:${ports[0]}" "$@" >"$out/load" 2>"$out/load.err" &
  load=$!
  until grep -q begins "$out/load.err"; do kill -0 $load; sleep 0.01; done
  began=$EPOCHREALTIME
}

end_load() { wait "$load" || { cat "$out/load.err" >&2; exit 2; }; load=''; }

at() { sleep "$(awk -v at="$1" -v began="$began" -v now="$EPOCHREALTIME" 'BEGIN { t = began + at - now; print (t > 0 ? t : 0) }')"; }

# Of the last load, from one second until another.
most_at_once() { awk -F, -v a="$1" -v b="$2" '$2 == "MOST" && $1 >= a && $1 < b && $3 > n { n = $3 } END { print n }' "$out/load"; }

goodput() {
  awk -F, -v a="$1" -v b="$2" '$2 == "SERVED" { t = $1 + $3 / 1000; n += t >= a && t < b } END { printf "%.1f\n", n / (b - a) }' "$out/load"
}

failed() {   # of which loads
  awk -F, -v of="[$1]" '($2 == "FAILED" || $2 == "LATE") && $4 ~ of { n++ } END { print n + 0 }' "$out/load"
}

percent() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.1f\n", 100 * a / b; else print "-" }'; }

# How many seconds after this one the upstream has the whole limit again: 97 % of it for half a second.
full_after() {
  awk -F, -v from="$1" -v enough="$(awk -v p=$permits 'BEGIN { print 0.97 * p * 5 }')" '
    $2 == "MOST" && $1 > from + 0.2 {
      calls[++n] = $3; at[n] = $1; sum += $3 - (n > 5 ? calls[n - 5] : 0)
      if (n >= 5 && sum >= enough) { printf "%.1f\n", at[n - 4] - from; found = 1; exit }
    }
    END { if (!found) print 99 }' "$out/load"
}

# Goodput of the cluster and of one Weir that has the whole limit and gets the whole load, in turns, three times; what
# counts are the medians of what is between the third second and the end.
steady() {
  local kind seconds=9
  start_cluster 5s
  start_one 0
  begin_load "${url[0]}" $((3 * some)):5
  end_load
  rm -f "$out"/*.goodput "$out"/*.most "$out"/*.failed
  for _ in 1 2 3; do
    for kind in one three; do
      if [ $kind = one ]; then begin_load "${url[0]}" $((most + some)):$seconds
      else begin_load "${url[1]}" $most:$seconds "${url[2]}" $some:$seconds; fi
      end_load
      goodput 3 $seconds >>"$out/$kind.goodput"
      most_at_once 0 $seconds >>"$out/$kind.most"
      failed 12 >>"$out/$kind.failed"
      sleep 1
    done
  done
  promise "steady: calls at once, at most" "$(sort -n "$out/three.most" | tail -1)" '<=' $permits
  promise "steady: goodput, % of one Weir's ($(median <"$out/one.goodput")/s)" \
    "$(percent "$(median <"$out/three.goodput")" "$(median <"$out/one.goodput")")" '>=' 97
  promise "steady: requests that failed" "$(awk '{ n += $1 } END { print n }' "$out/three.failed")" == 0
  stop_all
}

# What the replica got comes to another one as soon as it is gone, as behind a balancer. Leases of 2 s.
replica() {
  local port
  start_cluster 2s
  begin_load "${url[1]}" $most:6,0:8,$some:6 "${url[2]}" $some:20 "${url[3]}" 0:6,$most:14
  at 6; end "${id[1]}"
  at 12
  port=${url[1]##*:}
  start_replica 1 "${ports[2]}" 2s --server.port="${port%/*}"
  end_load
  promise "killed: calls at once, at most" "$(most_at_once 0 12)" '<=' $permits
  promise "killed: its share is in use elsewhere after, s" "$(full_after 6)" '<=' 3
  promise "killed: requests to others that failed" "$(failed 23)" == 0
  promise "started: calls at once, at most" "$(most_at_once 12 20)" '<=' $permits
  promise "started: goodput, % of that before" "$(percent "$(goodput 16 20)" "$(goodput 3 6)")" '>=' 97
  # Some go on to call the replica that is paused, and still wait when it wakes up.
  begin_load "${url[1]}" $most:6,100:18 "${url[2]}" $some:24 "${url[3]}" 0:6,$most:18
  at 6; kill -STOP "${id[1]}"
  at 16; kill -CONT "${id[1]}"
  end_load
  promise "paused for 10 s: calls at once, at most" "$(most_at_once 0 16)" '<=' $permits
  promise "paused: its share is in use elsewhere after, s" "$(full_after 6)" '<=' 3
  promise "awake again: calls at once, at most" "$(most_at_once 16 24)" '<=' $permits
  promise "paused: requests to others that failed" "$(failed 23)" == 0
  promise "awake again: goodput, % of that before" "$(percent "$(goodput 20 24)" "$(goodput 3 6)")" '>=' 97
  begin_load "${url[1]}" $most:6 "${url[2]}" $some:10 "${url[3]}" 0:6,$most:4
  at 6; kill -TERM "${id[1]}"
  end_load
  promise "stopped: calls at once, at most" "$(most_at_once 0 10)" '<=' $permits
  promise "stopped: its share is in use elsewhere after, s" "$(full_after 6)" '<=' 1
  promise "stopped: requests that failed" "$(failed 123)" == 0
  stop_all
}

# Most of the load is the second replica's, so that it has a use for what the first, which may be cut off, can't
# renew. Leases of 2 s; what is away is so from the sixth second to the fourteenth.
without_store() {   # what, the bound; what happens at 6 s; what happens at 14 s
  begin_load "${url[1]}" $some:23 "${url[2]}" $most:23
  at 6; $3
  at 14; $4
  end_load
  promise "$1: calls at once, at most" "$(most_at_once 0 23)" '<=' "$2"
  promise "$1: requests that failed" "$(failed 12)" == 0
  printf '%-52s %10s\n' "$1: meanwhile, % of the goodput before" "$(percent "$(goodput 9 14)" "$(goodput 3 6)")"
  promise "$1: two leases later, % of the goodput before" "$(percent "$(goodput 18 23)" "$(goodput 3 6)")" '>=' 97
}

kill_store() { end "$store"; }
restart_store() { end "$store"; start_store; }
hang_store() { kill -STOP "$store"; }
wake_store() { kill -CONT "$store"; }
cut_off() { kill -STOP "$link"; }
join_again() { kill -CONT "$link"; }

store() {
  start_cluster 2s
  without_store "store killed" $permits kill_store start_store
  without_store "store hung" $permits hang_store wake_store
  without_store "store restarted empty" $permits : restart_store
  without_store "one cut off, safe" $((permits + safe)) cut_off join_again
  stop_all
  start_cluster 2s --cluster.on-loss=closed
  without_store "one cut off, closed" $permits cut_off join_again
  stop_all
}

calls() { cli info commandstats | awk -F'[:=,]' '$1 ~ /^cmdstat_(eval|evalsha)$/ { n += $3 } END { print n + 0 }'; }

# How many calls the store gets in 15 s under a load: RATE of the first replica.
calls_at() {
  local before
  begin_load "${url[1]}" "$1:18"
  at 2
  before=$(calls)
  at 17
  echo $(($(calls) - before))
  end_load
}

cost() {
  local few
  start_cluster 5s
  printf '%-52s %10s\n' "calls of the store in 15 s at 20/s" "$(calls_at 20)" "the same at 200/s" "$(calls_at 200)"
  few=$(calls_at $((most / 10)))
  promise "the same at $most/s (at $((most / 10))/s: $few)" "$(calls_at $most)" '<=' "$few"
  sleep 5
  few=$(calls)
  sleep 20
  promise "at rest: calls of the store a second and replica" "$(awk -v n=$(($(calls) - few)) 'BEGIN { printf "%.2f\n", n / 20 / 3 }')" '<=' 2
  stop_all
}

cpu_ms() { cli info cpu | tr -d '\r' | awk -F: '$1 ~ /^used_cpu_(user|sys)$/ { ms += 1000 * $2 } END { print ms }'; }

# What a store has to do for so many replicas without requests: calls a second, microseconds of the script for one, and
# percent of a core for all that it does. One percent of a core is 10 ms a second.
store_load() {   # replicas, rest or change
  local before seconds=20
  "$java" -cp "target/weir.jar:$out/classes" ClusterClients "${ports[1]}" "$1" $((seconds + 10)) "$2" >"$out/clients" 2>&1 &
  load=$!
  sleep 8
  cli config resetstat >/dev/null
  before=$(cpu_ms)
  sleep $seconds
  cli info commandstats | awk -F'[:=,]' -v s=$seconds -v ms="$(cpu_ms)" -v before="$before" '
    $1 ~ /^cmdstat_(eval|evalsha)$/ { n += $3; us += $5 }
    END { printf "%.0f %.0f %.2f\n", n / s, n ? us / n : 0, (ms - before) / s / 10 }' >"$out/store.load"
  end_load
}

clients() {
  local replicas use calls us percent
  start_store
  while read -r replicas use; do
    store_load "$replicas" "$use"
    read -r calls us percent <"$out/store.load"
    if [ "$replicas" = 100 ]; then promise "100 replicas, $use: % of a core of the store" "$percent" '<' 5
    else printf '%-52s %10s\n' "$replicas replicas, $use: % of a core of the store" "$percent"; fi
    printf '%-52s %10s\n' "  calls a second" "$calls" "  us of the script for a call" "$us"
  done <<<$'3 rest\n100 rest\n100 change\n1000 change'
  stop_all
}

mkdir "$out/classes"
"${java}c" -cp target/weir.jar -d "$out/classes" loadtests/ClusterLoad.java loadtests/ClusterClients.java
for part in "$@"; do
  case $part in
    steady | replica | store | cost | clients) "$part" ;;
    *) echo "there is no part $part; there is steady, replica, store, cost and clients" >&2; exit 2 ;;
  esac
done
all_kept
