# shellcheck shell=bash
# Sourced by .ci/run, which has say, pass and fail: types the commands of README as they stand there.

# Prints the commands of README's blocks of shell, each in a line and without its comment.
readme_commands() { awk '/^```/ { shell = /^```sh$/; next } shell { sub(/ +# .*/, ""); print }' README.md; }

# The first command of README starts Weir. The other is the first that runs all tests.
readme_start=$(readme_commands | head -1)
readme_verify=$(readme_commands | grep -m1 -E '^mvn [^&|;]*\bverify$') || true
# The burst that README shows: what follows the prompt.
# shellcheck disable=SC2016
readme_burst=$(sed -n 's/^\$ \(curl .*--parallel.*\)/\1/p' README.md | head -1)
case $readme_start in
  mvn*package*exec:exec) ;;
  *) fail "the first command in README does not build and start Weir: $readme_start" ;;
esac
[ -n "$readme_verify" ] || fail "README has no command that runs all tests"
[ -n "$readme_burst" ] || fail "README has no burst of curl"

newcomer=$(mktemp -d)   # where a fresh clone is, and what is said in it
terminal=   # the process group of what runs in it

# Starts Weir as README says, sends README's burst, and ends it with Ctrl-C.
start_as_readme_says() {   # a clean checkout, and the JDK that Maven runs on; none: the default one
  : >"$newcomer/log"
  set -m   # a group of its own, which can be interrupted, as in a terminal
  # With Ctrl-C as in a terminal, though whatever runs this may ignore it.
  (cd "$1" && JAVA_HOME=$2 WEIR_SERVER_PORT=0 exec env --default-signal=INT bash -c "$readme_start" >"$newcomer/log" 2>&1) &
  terminal=$!
  set +m
  local address=
  until address=$(sed -n 's/^Weir .* on http:[^ ]*:\([0-9]*\) .*/localhost:\1/p' "$newcomer/log"); [ -n "$address" ]; do
    kill -0 "$terminal" 2>/dev/null || { tail -30 "$newcomer/log" >&2; fail "it ended before it had started"; }
    sleep 0.2
  done
  pass "it starts: $readme_start"

  bash -c "${readme_burst//localhost:8080/$address}" >"$newcomer/burst"
  cat "$newcomer/burst"
  awk '$2 == 200 { served = $1 } $2 == 429 { shed = $1 } END { exit !(served && shed) }' "$newcomer/burst" ||
    fail "README's burst was not served in part and shed in part"
  pass "README's burst is partly served, partly shed"

  interrupt
  pass "Ctrl-C ends it, and leaves no process behind"
}

# Types Ctrl-C: every process of the group gets the signal.
interrupt() {
  local group=$terminal
  kill -INT -- "-$group"
  for _ in $(seq 150); do
    kill -0 -- "-$group" 2>/dev/null || { terminal=; break; }
    sleep 0.2
  done
  [ -z "$terminal" ] || fail "30 s after Ctrl-C there still runs: $(ps -o pid=,args= -g "$group")"
  grep -q 'stopped after' "$newcomer/log" || fail "what Weir says of its stop is lost"
  ! curl -s -o /dev/null "$address" || fail "Weir still answers after Ctrl-C"
}

# Leaves nothing behind, however it ends.
clean_newcomer() {
  [ -z "$terminal" ] || kill -KILL -- "-$terminal" 2>/dev/null || true
  rm -rf "$newcomer"
}
