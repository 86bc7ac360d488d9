#!/usr/bin/env bash
# How much more than HAProxy does Weir take as a plain proxy in front of nginx? The rate, the processor time of a request,
# and what is added to the p50 of one connection; in turns, and what counts is the median of the ratios of the rounds. Beside
# them are nginx without a proxy, which is what loopback and the generator allow; a relay that copies bytes between epoll's
# sockets, which is what a JVM allows; and Caddy, if it is installed.
#
#   mvn -q -DskipTests package && loadtests/lean.sh [pass] [busy] [latency] [bodies]
#
# `busy` is `pass` with one processor kept busy by another program, `bodies` are downloads and uploads of 16 MB. All of it takes
# twelve minutes, or ROUNDS (5) times SECONDS_EACH (4) for each, on loopback only, and stops by itself. Options of the JVM:
# JAVA_OPTIONS. Needs wrk, haproxy, nginx, curl and a JDK 21 or newer. Exits with 1 if a promise was not kept; on a noisy
# machine, run it again before you believe that.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

need wrk haproxy nginx curl
need_jar
[ $# -gt 0 ] || set -- pass busy latency bodies

. loadtests/weir.sh
. loadtests/promise.sh
. loadtests/peers.sh
burner=''
stop_others() { for other in "$burner" "$relay" "$caddy"; do stop "$other" 2>/dev/null || true; done; }
trap 'stop_others; stop_weir || true; stop_proxy; stop_upstream; rm -rf "$out" "$weir_log"' EXIT

declare -A at pid
peers=(direct haproxy weir relay)
relay='' caddy=''
large_mb=16
read -ra options <<<"${JAVA_OPTIONS:-}"

start_all() {
  local ports
  mapfile -t ports < <(free_ports 4)
  start_nginx "${ports[0]}"
  head -c "${large_mb}MB" /dev/urandom >"$out/files/large"
  chmod a+r "$out/files/large"
  echo "wrk.method = 'PUT'; wrk.body = string.rep('x', $large_mb * 1000000)" >"$out/upload.lua"
  start_haproxy "${ports[1]}" "${ports[0]}" ""
  mapfile -t to < <(http_to "${ports[0]}")
  start_weir ${options[@]+"${options[@]}"} -- --gate.permits=64 "${to[@]}"
  "$java" loadtests/BareRelay.java "${ports[2]}" "${ports[0]}" &
  relay=$!
  at=([direct]=http://127.0.0.1:${ports[0]} [haproxy]=http://127.0.0.1:${ports[1]} [weir]=$base
    [relay]=http://127.0.0.1:${ports[2]} [caddy]=http://127.0.0.1:${ports[3]})
  pid=([direct]=$upstream [haproxy]=$proxy [weir]=$weir [relay]=$relay)
  await "${at[relay]}/"
  if command -v caddy >/dev/null; then start_caddy "${ports[3]}" "${ports[0]}"; fi
}

start_caddy() {   # port, port of the upstream
  cat >"$out/Caddyfile" <<CONF
{
  admin off
  auto_https off
}
http://127.0.0.1:$1 {
  reverse_proxy 127.0.0.1:$2
}
CONF
  caddy run --config "$out/Caddyfile" 2>"$out/caddy.log" &
  caddy=$!
  pid[caddy]=$caddy
  peers+=(caddy)
  await "${at[caddy]}/"
}

turn() { wrk_turn "${pid[$1]}" "$2" "${@:3:$#-3}" "${at[$1]}${*: -1}"; }   # which, seconds, wrk's arguments with the path last

# One line a round: the four figures of each.
rounds() {   # wrk's arguments with the path last
  local which
  turn weir "${WARM_UP:-20}" -c64 / >/dev/null   # a JVM compiles while it runs
  for which in "${peers[@]}"; do turn "$which" 3 "$@" >/dev/null; done
  for _ in $(seq "${ROUNDS:-5}"); do
    for which in "${peers[@]}"; do turn "$which" "${SECONDS_EACH:-4}" "$@"; done | paste -sd' '
  done >"$out/rounds"
}

column() { awk -v c="$1" '{ print $c }' "$out/rounds"; }
scaled() { awk -v f="$1" -v digits="$2" '{ printf "%.*f\n", digits, $1 * f }'; }

figures() {   # what, column of the first: that of each other is four further on; what to multiply it with, and digits
  local i all
  printf '%s:' "$1"
  for i in "${!peers[@]}"; do
    all=$(column $(($2 + 4 * i)) | scaled "$3" "$4" | sort -n)
    printf ' %s %s (%s)' "${peers[i]}" "$(median <<<"$all")" "$(sed -n '1p;$p' <<<"$all" | paste -sd-)"
  done
  echo
}

over_haproxy() { awk -v w=$(($1 + 8)) -v h=$(($1 + 4)) '{ printf "%.3f\n", $w / $h }' "$out/rounds" | median; }

pass() {
  rounds -c64 /
  figures "requests a second" 1 1 0
  figures "processor time of a request, us" 2 1 2
  promise "rate over HAProxy's" "$(over_haproxy 1)" '>=' 0.9
  promise "processor time of a request over HAProxy's" "$(over_haproxy 2)" '<=' 1.4
}

busy() {
  (while :; do :; done) &
  burner=$!
  rounds -c64 /
  stop "$burner" 2>/dev/null
  burner=''
  figures "one processor busy: requests a second" 1 1 0
  promise "one processor busy: rate over HAProxy's" "$(over_haproxy 1)" '>=' 0.75
}

latency() {
  rounds -c1 /
  figures "p50 of one connection, us" 3 1 0
  promise "added to the p50, over HAProxy's" \
    "$(awk '{ printf "%.3f\n", ($11 - $3) / ($7 - $3) }' "$out/rounds" | median)" '<=' 1.5
}

# Each request moves the large body.
figures_of_bodies() {   # where to
  figures "$large_mb MB $1: GB a second" 1 "${large_mb}e-3" 3
  figures "$large_mb MB $1: processor seconds a GB" 2 "$(awk -v mb=$large_mb 'BEGIN { print 1e-3 / mb }')" 3
}

bodies() {
  rounds -c4 /files/large
  figures_of_bodies down
  rounds -c4 -s "$out/upload.lua" /files/stored
  figures_of_bodies up
}

start_all
for part in "$@"; do
  case $part in
    pass | busy | latency | bodies) "$part" ;;
    *) echo "there is no part $part; there is pass, busy, latency and bodies" >&2; exit 2 ;;
  esac
done
all_kept
