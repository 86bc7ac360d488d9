# shellcheck shell=bash
# Sourced by the scripts: each says in one line what it can't do without, and ends with 2.

need() {   # tools, each of which is a package of Debian too
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null || { echo "$tool is missing; Debian has it: apt-get install $tool" >&2; exit 2; }
  done
}

need_jar() {
  [ -f target/weir.jar ] || { echo "target/weir.jar is missing; build it: mvn -q -DskipTests package" >&2; exit 2; }
}
