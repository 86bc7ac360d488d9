# shellcheck shell=bash
# Sourced by the scripts that measure promises: prints each with its figure and its bound, counts those
# that are kept and those that are not, and says at last how many.
kept=0 broken=0

promise() {   # what, the figure, the comparison, the bound; what was not measured is not kept
  local verdict
  if awk -v a="$2" -v b="$4" "BEGIN { exit !(a ~ /[0-9]/ && b ~ /[0-9]/ && a $3 b) }"; then kept=$((kept + 1)); verdict=kept
  else broken=$((broken + 1)); verdict=BROKEN; fi
  printf '%-52s %10s  (%s %s)  %s\n' "$1" "$2" "$3" "$4" "$verdict"
}

all_kept() {
  printf '\n%d passed, %d failed\n' "$kept" "$broken"
  [ "$broken" = 0 ]
}
