#!/usr/bin/env bash
# Does `weir tune` find the knee that is known, of three simulated backends and of the PostgreSQL of compose.yml?
#
#   mvn -q -DskipTests package && loadtests/tune.sh [simulated] [postgres]
#
# Takes three minutes, and one more for PostgreSQL. Loopback only. Needs a JDK 21 or newer and curl, for PostgreSQL also
# Docker with Compose v2. Exits with 1 if a promise was not kept; on a noisy machine, run it again before you believe that.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

need curl
need_jar
[ $# -gt 0 ] || set -- simulated postgres

. loadtests/weir.sh
. loadtests/promise.sh
out=$(mktemp -d)
compose() { docker compose --progress quiet -p weir-tune "$@"; }
trap 'stop_weir || true; [ ! -f "$out/composed" ] || compose down -v -t 0 >/dev/null 2>&1; rm -rf "$out" "$weir_log"' EXIT

# Sets knee and seconds: what `weir tune` says of the Weir that is started, and how long that took.
tune() {
  local begun=$SECONDS
  "$java" -jar target/weir.jar tune --url="$base/endpoint" | tee "$out/tune"
  seconds=$((SECONDS - begun))
  knee=$(sed -n 's/^The knee is at \([0-9.]*\) .*/\1/p' "$out/tune")
}

# What was found, as a share of what is known.
promise_knee() {   # which backend, the known knee
  promise "$1: knee $knee of $2, ratio" "$(awk -v a="$knee" -v b="$2" 'BEGIN { printf "%.3f", a / b }')" '<=' 1.1
  promise "$1: and" "$(awk -v a="$knee" -v b="$2" 'BEGIN { printf "%.3f", a / b }')" '>=' 0.9
  promise "$1: seconds" "$seconds" '<=' 120
}

# A simulated backend has its knee at its capacity, if contention is more than a half of one divided by that.
simulated() {
  local capacity latency contention
  while read -r capacity latency contention; do
    start_weir -- --gate.strategy=none --backend.simulated.capacity="$capacity" \
      --backend.simulated.latency="$latency" --backend.simulated.contention="$contention"
    tune
    stop_weir
    promise_knee "simulated, capacity $capacity, $latency" "$capacity"
  done <<'BACKENDS'
16 20ms 0.05
8 50ms 0.1
40 10ms 0.05
BACKENDS
}

# Twelve rows, of which each call locks the next one and keeps it for 20 ms: so twelve calls at once, and no more, make
# progress. That is the knee of a database whose calls wait for each other, and it is known.
rows=12
call="WITH row AS MATERIALIZED (SELECT id FROM busy WHERE id = (SELECT nextval('turn') % $rows) FOR UPDATE) SELECT id, pg_sleep(0.02)::text FROM row"

postgres() {
  need docker
  : >"$out/composed"
  compose up -d --wait postgres
  compose exec -T postgres psql -q -U weir -d weir -v ON_ERROR_STOP=1 -c "
    CREATE TABLE busy AS SELECT id FROM generate_series(0, $rows - 1) AS id;
    CREATE SEQUENCE turn"
  local address
  address=$(docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$(compose ps -q postgres)")
  start_weir -- --gate.permits=90 --gate.waiting-room=1000 --gate.max-wait=5s \
    --backend.jdbc.url="jdbc:postgresql://$address:5432/weir" --backend.jdbc.user=weir --backend.jdbc.password=weir \
    --backend.jdbc.sql="$call"
  tune
  stop_weir
  promise_knee "PostgreSQL, $rows rows" "$rows"
}

for part in "$@"; do "$part"; done
all_kept
