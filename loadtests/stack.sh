#!/usr/bin/env bash
# Does the stack of compose.yml keep its promises? It is healthy soon, Prometheus counts what the client
# counted, a stop loses no response, HAProxy speaks TLS and HTTP/2 in front of three Weirs, which see the
# clients' addresses and have one limit, and a replica or the Valkey that is killed fails no request.
#
#   loadtests/stack.sh
#
# Takes about two minutes, in a project of its own whose containers and volumes it removes, on the ports
# of compose.yml. Needs Docker on Linux with Compose v2, hey, curl
# and jq. Exits with 1 if a promise was not kept.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh

docker compose version >/dev/null 2>&1 || { echo "Docker with Compose v2 is missing; see https://docs.docker.com/engine/install/" >&2; exit 2; }
need hey curl jq

. loadtests/promise.sh
out=$(mktemp -d)
compose() { docker compose --profile cluster --progress quiet -p weir-promises "$@"; }
trap 'compose down -v -t 0 >/dev/null 2>&1 || true; rm -rf "$out"' EXIT

responses() { awk -v status="[$1]" '$1 == status { n = $2 } END { print n + 0 }' "$2"; }

# Requests that were sent and got no response. One that could not connect was never taken.
lost() { awk '/^Error distribution/ { errors = 1; next } errors && NF && !/: dial tcp/ { n += substr($1, 2) } END { print n + 0 }' "$1"; }

# Of a container: past Docker's own proxy, which may be stopped before the container is.
address() { docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$1"; }

prometheus() {
  curl -fsS --data-urlencode "query=$1" localhost:9090/api/v1/query | jq -r '.data.result[0].value[1] // 0'
}

# What Prometheus says once it has scraped again; it does that every two seconds.
says() { for _ in $(seq "${3:-20}"); do [ "$(prometheus "$1")" = "$2" ] && break; sleep 0.5; done; prometheus "$1"; }

counted() { says "sum(request_count_total{outcome=\"$1\"})" "$2"; }

leased() { says 'sum(weir_cluster_mode{mode="leased"})' "$1" 60; }

committed() { compose exec -T postgres psql -U weir -d weir -tAc 'SELECT sum(calls) FROM weir_item'; }

started=$SECONDS
compose up --build -d --wait weir postgres prometheus
promise "healthy after, s" $((SECONDS - started)) '<=' 120

hey -z 5s -c 200 http://localhost:8080/endpoint >"$out/burst"
promise "burst: served" "$(responses 200 "$out/burst")" '>' 0
promise "burst: shed" "$(responses 429 "$out/burst")" '>' 0
promise "burst: lost" "$(lost "$out/burst")" == 0
promise "burst: served, as Prometheus counts" "$(counted served "$(responses 200 "$out/burst")")" == "$(responses 200 "$out/burst")"
promise "burst: shed, as Prometheus counts" "$(counted shed "$(responses 429 "$out/burst")")" == "$(responses 429 "$out/burst")"

# A stop while 16 are inside and hundreds in line, each of whom asks once.
WEIR_GATE_WAITING_ROOM=2000 WEIR_GATE_MAX_WAIT=8s compose up -d --wait weir
hey -n 1500 -c 1500 "http://$(address "$(compose ps -q weir)"):8080/endpoint" >"$out/stop" &
load=$!
sleep 1
in_line=$(curl -fsS localhost:8080/metrics | awk '/^queue_depth/ { n += $2 } END { print n + 0 }')
compose down
wait "$load"
compose up -d --wait postgres
promise "down: in line when it began" "$in_line" '>' 100
promise "down: served, of 1500" "$(responses 200 "$out/stop")" == 1500
promise "down: committed by PostgreSQL" "$(committed)" == $(($(responses 200 "$out/burst") + $(responses 200 "$out/stop")))

WEIR_SERVER_ACCESS_LOG=true REQUESTS_PER_CLIENT_IN_10_S=1000000 compose up -d --wait haproxy prometheus
promise "cluster: replicas with a lease" "$(leased 3)" == 3
promise "cluster: permits of all" "$(prometheus 'max(weir_lease_limit)')" == 16
asked() { curl -sk -o /dev/null -w "$1" "${@:2}"; }
promise "TLS: HTTP version of a client that speaks HTTP/2" "$(asked '%{http_version}' --http2 https://localhost:8443/endpoint)" == 2
promise "TLS: HTTP version of a client that does not" "$(asked '%{http_version}' --http1.1 https://localhost:8443/endpoint)" == 1.1
for public in http://localhost:8088 https://localhost:8443; do
  promise "$public/endpoint" "$(asked '%{http_code}' "$public/endpoint")" == 200
  promise "$public/metrics" "$(asked '%{http_code}' "$public/metrics")" == 404
done
# One of the containers as a client, whose address is known, and which claims another.
client=$(compose ps -q replica | head -1)
docker exec "$client" curl -fsSk -o /dev/null -H 'X-Forwarded-For: 192.0.2.1' https://haproxy:8443/endpoint
callers() { compose logs --no-log-prefix replica | grep -cF "caller=$1 " || true; }
promise "access log: requests of that client" "$(callers "$(address "$client")")" == 1
promise "access log: requests of whom it claimed to be" "$(callers 192.0.2.1)" == 0
promise "access log: requests of HAProxy" "$(callers "$(address "$(compose ps -q haproxy)")")" == 0

# What PostgreSQL has to do at once, looked at twenty times a second, while a burst comes by HAProxy.
hey -z 5s -c 200 http://localhost:8088/endpoint >"$out/cluster" &
load=$!
busiest=$(compose exec -T postgres psql -U weir -d weir -tA <<'END' | grep -E '^[0-9]+$' | sort -n | tail -1
SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND backend_type = 'client backend' AND pid <> pg_backend_pid() \watch i=0.05 c=90
END
)
wait "$load"
promise "cluster: PostgreSQL's calls at once, at most" "$busiest" '<=' 16
promise "cluster: PostgreSQL's calls at once, at least" "$busiest" '>=' 12

failed() { echo $(($(lost "$1") + $(responses 502 "$1") + $(responses 503 "$1") + $(responses 504 "$1"))); }

hey -z 12s -c 30 -q 10 http://localhost:8088/endpoint >"$out/kill" &
load=$!
sleep 4
docker kill "$(compose ps -q replica | head -1)" >/dev/null
wait "$load"
promise "replica killed: served by the others" "$(responses 200 "$out/kill")" '>' 2000
promise "replica killed: requests that failed" "$(failed "$out/kill")" == 0

# By HTTP/2, while Valkey is away for longer than a lease.
hey -h2 -z 20s -c 30 -q 10 https://localhost:8443/endpoint >"$out/store" &
load=$!
sleep 4
compose kill valkey
sleep 8
compose up -d --wait valkey
wait "$load"
promise "Valkey killed: served" "$(responses 200 "$out/store")" '>' 3500
promise "Valkey killed: requests that failed" "$(failed "$out/store")" == 0
promise "Valkey back: replicas with a lease" "$(leased 2)" == 2

all_kept
