# shellcheck shell=bash
# Sourced by the scripts that start a Weir of their own: starts it from the jar on a free port of
# loopback, reads its metrics, waits until it is at rest, stops it. Sets base, where it serves.
java=$(loadtests/find-java)
weir_log=$(mktemp)
weir=

start_weir() {   # options of the JVM up to --, then flags
  local options=()
  while [ "$1" != -- ]; do options+=("$1"); shift; done
  shift
  "$java" "${options[@]}" -jar target/weir.jar --server.host=127.0.0.1 --server.port=0 "$@" >"$weir_log" 2>&1 &
  weir=$!
  for _ in $(seq 100); do
    base=$(sed -n 's/^Weir .* on \(http:[^ ]*\) .*/\1/p' "$weir_log")
    [ -z "$base" ] || return 0
    sleep 0.1
  done
  cat "$weir_log" >&2
  echo "Weir did not start within 10 s" >&2
  exit 2
}

# Asks it to stop and returns its exit code.
stop_weir() {
  local stopping=$weir
  [ -n "$stopping" ] || return 0
  weir=
  kill "$stopping" && wait "$stopping"
}

# Prints the sum of the series of this name that have this label: name, or name{label="value"}.
metric() {
  curl -fsS "$base/metrics" | awk -v name="${1%%\{*}" -v label="$(sed -n 's/.*{\(.*\)}/\1/p' <<<"$1")" '
    { split($1, part, "{") }
    part[1] == name && (label == "" || index($1, label)) { sum += $2; there = 1 }
    END { if (there) printf "%d\n", sum }'
}

# Prints how many are inside and how many wait: 0 0, or what is left after five seconds.
levels_at_rest() {
  local levels
  for _ in $(seq 50); do
    levels="$(metric in_flight_requests) $(metric queue_depth)"
    [ "$levels" = "0 0" ] && break
    sleep 0.1
  done
  printf '%s\n' "$levels"
}
