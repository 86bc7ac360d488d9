#!/usr/bin/env bash
# How large is the image, how soon is it ready, what does it hold in memory? Starts it again and again: as it
# is, without its AOT cache or class-data archive, and with other garbage collectors; and prints medians of five.
#
#   docker build -t weir . && loadtests/footprint.sh weir
#
# "ready" is what the start line says: milliseconds from the start of the JVM until Weir has had a response from itself.
# Memory is the resident set of the process: idle, before any request; and after a load of
# two seconds with a storm in it and ten of rest. Takes six minutes. Needs Docker and hey.
set -euo pipefail

command -v docker >/dev/null || { echo "docker is missing; see https://docs.docker.com/engine/install/" >&2; exit 2; }
command -v hey >/dev/null || { echo "hey is missing; Debian has it: apt-get install hey" >&2; exit 2; }
image=${1:-weir}
docker image inspect "$image" >/dev/null 2>&1 || { echo "there is no image $image; build it: docker build -t $image ." >&2; exit 2; }

out=$(mktemp -d)
container=
trap '[ -z "$container" ] || docker rm -f "$container" >/dev/null; rm -r "$out"' EXIT

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

rss_mb() {
  docker exec "$container" cat /proc/1/status |
    awk '$1 == "VmRSS:" { kb = $2 }
      END { if (!kb) { print "/proc/1/status in the container has no VmRSS" >"/dev/stderr"; exit 2 }
            printf "%.0f\n", kb / 1024 }'
}

measure() {   # what, the JVM's options
  local what=$1 options=$2 ready port
  container=$(docker run -d --rm -p 127.0.0.1::8080 -e JDK_JAVA_OPTIONS="$options" "$image")
  for _ in $(seq 10); do   # seldom: to ask would slow down what is measured
    sleep 2
    ready=$(docker logs "$container" 2>/dev/null | sed -n 's/.*, ready in \([0-9]*\) ms$/\1/p')
    [ -z "$ready" ] || break
  done
  [ -n "$ready" ] || { echo "$image was not ready within 20 s" >&2; exit 2; }
  printf '%s\n' "$ready" >>"$out/$what.ready"
  rss_mb >>"$out/$what.idle"
  port=$(docker port "$container" 8080)
  hey -z 2s -c 500 "http://$port/endpoint" >/dev/null
  sleep 10
  rss_mb >>"$out/$what.loaded"
  docker rm -f "$container" >/dev/null
  container=
}

row() { printf '%-20s %9s %9s %9s\n' "$@"; }

docker image inspect -f '{{.Size}}' "$image" | awk '{ printf "the image: %.0f MB, " , $1 / 1e6 }'
docker history --human=false --format '{{.Size}} {{.CreatedBy}}' "$image" |
  awk '/runtime|libs|weir/ { n += $1 } END { printf "of these %.0f MB over its base\n", n / 1e6 }'
without=-Xshare:off   # which JDK 25 refuses beside an AOT cache
if docker run --rm --entrypoint grep "$image" -q AOTCache java.options; then without=-XX:AOTMode=off; fi
for _ in 1 2 3 4 5; do
  measure as-it-is ''
  measure no-archive "$without"
  measure serial -XX:+UseSerialGC
  measure g1 -XX:+UseG1GC
  measure zgc '-XX:+UseZGC -XX:+ZGenerational'
done
row '' 'ready, ms' 'idle, MB' 'after, MB'
for what in as-it-is no-archive serial g1 zgc; do
  row "$what" "$(median <"$out/$what.ready")" "$(median <"$out/$what.idle")" "$(median <"$out/$what.loaded")"
done
