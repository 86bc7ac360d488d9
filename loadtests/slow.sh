#!/usr/bin/env bash
# Do slow clients take the permits of the others? While 60 connections send their bodies, read their
# responses or send their heads as slowly as slowhttptest can, 40 clients ask at a rate that an idle Weir
# serves wholly. At least 95 % of what they ask for has to be served.
#
#   mvn -q -DskipTests package && loadtests/slow.sh [bodies] [large-bodies] [readers] [large-readers] [heads]
#
# Without a part it is bodies, readers and heads, which Weir promises; large-bodies and large-readers
# show the limit of the promise. Half a minute each, on loopback only; it stops by itself. Needs a JDK
# 21 or newer, slowhttptest, hey, nginx and curl (Debian: apt-get install slowhttptest hey nginx curl).
# Exits with 1 if a promise was not kept.
#
# The backend is nginx, since the simulated one reads no bodies and its responses are too small to be read
# slowly: behind it, no slow client could hold a permit for longer than the call itself. Large bodies and
# large responses are those that Weir does not hold for their clients: they stream with a permit.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

need slowhttptest hey nginx curl
need_jar
[ $# -gt 0 ] || set -- bodies readers heads
for part in "$@"; do
  case $part in
    bodies | large-bodies | readers | large-readers | heads) ;;
    *) echo "there is no part $part; there is bodies, large-bodies, readers, large-readers and heads" >&2; exit 2 ;;
  esac
done

. loadtests/weir.sh
. loadtests/promise.sh
. loadtests/peers.sh
slow='' honest=''
trap 'stop "$honest" || true; stop "$slow" || true; stop_weir || true; stop_upstream || true; rm -rf "$out" "$weir_log"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Ten a second each: together they ask for 20 s, longer if responses take long, but not for more than 30 s.
permits=16 slow_clients=60 honest_clients=40 asked=8000 rate=10 most_seconds=30

# slowhttptest ends once Weir has cut its connections off; a slow client that means it comes back.
attack() {   # options of slowhttptest
  local attacking=''
  trap 'stop "$attacking"; exit' TERM
  while :; do
    slowhttptest -c $slow_clients -r $slow_clients -l $most_seconds -v 0 "$@" &
    attacking=$!
    wait "$attacking" || true
    sleep 0.1
  done >"$out/slowhttptest" 2>&1
}

slow_connections() {   # as many as there are within 5 s; the one that asks is none of them
  local all
  for _ in $(seq 50); do
    all=$(metric weir_client_connections)
    [ "$all" -le $slow_clients ] || break
    sleep 0.1
  done
  echo $((all - 1))
}

share_served() { awk -F, -v of=$asked '$7 == 200 { n++ } END { printf "%.1f\n", n * 100 / of }' "$out/csv"; }

beside_slow() {   # what, options of slowhttptest
  attack "${@:2}" 2>/dev/null &
  slow=$!
  promise "$1: slow connections" "$(slow_connections)" '>=' $permits
  # What is not asked within the time was not served either.
  timeout -s INT $most_seconds hey -n $asked -c $honest_clients -q $rate -o csv "$base/" >"$out/csv" &
  honest=$!
  wait "$honest" || true
  honest=''
  stop "$slow"
  slow=''
  promise "$1: % served of the honest" "$(share_served)" '>=' 95
  promise "$1: in flight and waiting afterwards" "$(levels_at_rest | tr -d ' ')" == 00
}

# A few bytes every two seconds, of a body of known length.
send_slowly() { beside_slow "$1" -B -t PUT -u "$base/files/sent" -s "$2" -i 2 -x 10; }   # what, bytes

# 32 bytes every five seconds, with a small window.
read_slowly() { beside_slow "$1" -X -u "$base/files/$2" -w 512 -y 1024 -n 5 -z 32; }   # what, file

mapfile -t ports < <(free_ports 1)
start_nginx "${ports[0]}"
head -c 100K /dev/urandom >"$out/files/100K"
head -c 1M /dev/urandom >"$out/files/1M"
mapfile -t to < <(http_to "${ports[0]}")
start_weir -- --gate.permits=$permits "${to[@]}"
hey -z 3s -c $honest_clients "$base/" >/dev/null   # a JVM compiles while it runs

for part in "$@"; do
  case $part in
    bodies) send_slowly "bodies of 4 KB" 4096 ;;
    large-bodies) send_slowly "bodies of 1 MB" 1048576 ;;
    readers) read_slowly "readers of 100 KB" 100K ;;
    large-readers) read_slowly "readers of 1 MB" 1M ;;
    heads) beside_slow "heads" -H -u "$base/" -i 2 -x 10 ;;
  esac
done
all_kept
