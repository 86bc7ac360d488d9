#!/usr/bin/env bash
# How much sooner is Weir ready with the class-data archive of its image? Starts the image seven times
# with it and seven times as a plain `java -jar`, in turn, and prints the median of what the start line
# says: milliseconds from the start of the JVM until Weir has answered itself.
#
#   docker build -t weir . && loadtests/startup.sh weir
#
# Takes three quarters of a minute. Needs Docker.
set -euo pipefail

command -v docker >/dev/null || { echo "docker is missing; see https://docs.docker.com/engine/install/" >&2; exit 2; }
image=${1:-weir}
docker image inspect "$image" >/dev/null 2>&1 || { echo "there is no image $image; build it: docker build -t $image ." >&2; exit 2; }

container=
trap '[ -z "$container" ] || docker rm -f "$container" >/dev/null' EXIT

ready_ms() {   # options of docker run
  local ms=
  container=$(docker run -d --rm "$@")
  for _ in $(seq 10); do   # seldom: to ask would slow down what is measured
    sleep 2
    ms=$(docker logs "$container" 2>/dev/null | sed -n 's/.*, ready in \([0-9]*\) ms$/\1/p')
    [ -z "$ms" ] || break
  done
  docker rm -f "$container" >/dev/null
  container=
  [ -n "$ms" ] || { echo "$image was not ready within 20 s" >&2; exit 2; }
  printf '%s\n' "$ms"
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

with=() without=()
for _ in 1 2 3 4 5 6 7; do
  with+=("$(ready_ms "$image")")
  without+=("$(ready_ms --entrypoint java "$image" -jar weir.jar)")
done
a=$(printf '%s\n' "${with[@]}" | median)
b=$(printf '%s\n' "${without[@]}" | median)
printf 'ready after, in ms: %d with the archive (%s), %d as a plain java -jar (%s): %d %%\n' \
  "$a" "${with[*]}" "$b" "${without[*]}" $((100 * a / b))
