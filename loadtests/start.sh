#!/usr/bin/env bash
# How soon is Weir ready? Starts it in turns from the jar alone and by the script beside it, whose archive of classes
# the first start makes; and prints medians. Then what must not keep it from a start: a cache that can't be written,
# a damaged archive, two at once.
#
#   mvn -q -DskipTests package && loadtests/start.sh
#
# Takes a minute, on loopback only. Needs a JDK 21 or newer, whichever JAVA_HOME names; ROUNDS is 9.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. loadtests/need.sh
. loadtests/promise.sh

need_jar
java=$(loadtests/find-java)
JAVA_HOME=$(dirname "$(dirname "$(readlink -f "$java")")")
export JAVA_HOME WEIR_SERVER_HOST=127.0.0.1
out=$(mktemp -d)
trap 'rm -r "$out"' EXIT

starts() { "$java" loadtests/Starts.java "$@"; }

starts "${ROUNDS:-9}" jar "$java -jar target/weir.jar" script "env XDG_CACHE_HOME=$out/usual target/weir" | tee "$out/table"
awk '$1 == "jar" { jar = $3 } $1 == "script" { script = $3 } END { printf "%.2f\n", script / jar }' "$out/table" >"$out/ratio"
promise "a start by the script, of one of the jar" "$(cat "$out/ratio")" '<=' 0.67

# Starts it, stops it once it is ready, and prints how many lines of complaint there were.
complaints() {   # the directory of the cache
  local said
  said=$(mktemp -p "$out")
  XDG_CACHE_HOME=$1 WEIR_SERVER_PORT=0 target/weir >"$said" 2>&1 &
  local weir=$!
  for _ in $(seq 100); do ! grep -q ', ready in' "$said" || break; sleep 0.1; done
  kill "$weir"
  wait "$weir" || true
  grep -q ', ready in' "$said" || { echo "not ready"; return; }
  grep -vc '^Weir \|dev.weir.process.Stopping' "$said" || true
}

archive=$(ls "$out"/usual/weir/*.jsa)
mkdir -p "$out/damaged/weir"
head -c 9000000 "$archive" >"$out/damaged/weir/${archive##*/}"
promise "a damaged archive: lines of complaint" "$(complaints "$out/damaged")" == 0
promise "a cache that can't be written: lines of complaint" "$(complaints /proc/none)" == 0
complaints "$out/both" >"$out/one" &
promise "two at once that make it: lines of complaint" "$(complaints "$out/both")" == 0
wait
promise "the other one: lines of complaint" "$(cat "$out/one")" == 0
promise "after them: lines of complaint" "$(complaints "$out/both")" == 0
all_kept
