#!/usr/bin/env bash
# How soon is Weir ready? Starts it in turns from the jar alone and by the script beside it, whose archive of classes
# the first start makes; and prints medians.
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
all_kept
