# shellcheck shell=bash
# shellcheck disable=SC2154
# Sourced by .ci/run, which has say, pass, fail and $java: renders and checks what is in deploy/.

manifest_tools=(
  kubeconform=github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0
  kustomize=sigs.k8s.io/kustomize/kustomize/v5@v5.7.1
  helm=helm.sh/helm/v3/cmd/helm@v3.22.0
)
tools_log=$(mktemp)
tools_job=   # the process that builds what is missing

# They take two minutes to build, so they are built beside the tests, with what processor time those leave.
start_installing_manifest_tools() {
  command -v go >/dev/null || fail "go is missing: it builds kustomize, kubeconform and helm"
  PATH=$PATH:$(go env GOPATH)/bin
  local tool missing=()
  for tool in "${manifest_tools[@]}"; do
    command -v "${tool%%=*}" >/dev/null || missing+=("${tool#*=}")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing ${missing[*]}, meanwhile"
  set -m   # a group of its own, which can be ended
  (for tool in "${missing[@]}"; do nice -n 19 go install -ldflags='-s -w' "$tool"; done) >"$tools_log" 2>&1 &
  tools_job=$!
  set +m
}

# However .ci/run ends, the build ends too.
stop_installing_manifest_tools() {
  [ -z "$tools_job" ] || kill -- "-$tools_job" 2>/dev/null || true
  rm -f "$tools_log"
}

# Kubernetes knows every field of what was rendered, and Weir every setting, with its environment, and all of
# them have an effect.
check_rendered() {   # the file, and what it was made from
  local resources environment=() settings
  # By standard input: of files it reads only those with the right ending, and without a word.
  resources=$(kubeconform -strict -summary -schema-location '.ci/schemas/{{.ResourceKind}}{{.KindSuffix}}.json' <"$1") ||
    fail "$2: $resources"
  [[ $resources == *"Valid: "[1-9]* ]] || fail "$2: $resources"
  awk '/^  weir.yaml: \|/ { inside = 1; next } !/^(    |$)/ { inside = 0 } inside { print substr($0, 5) }' "$1" >"$1.yaml"
  mapfile -t environment < <(awk '$2 == "name:" && $3 ~ /^WEIR_/ { name = $3; getline; if ($1 == "value:") print name "=" $2 }' "$1" | tr -d '"')
  settings=$(env "${environment[@]}" "$java" -jar target/weir.jar check "--config=$1.yaml") || fail "$2 has no valid settings"
  [[ $settings != *"without effect"* ]] || fail "$2: $settings"
  pass "$2"
}

check_manifests() {
  [ -z "$tools_job" ] || wait "$tools_job" || { tail -20 "$tools_log" >&2; fail "a tool for the manifests can't be built"; }
  tools_job=
  local overlay values rendered chart=deploy/helm/weir
  rendered=$(mktemp)
  for overlay in deploy/kubernetes/base deploy/kubernetes/overlays/*; do
    kustomize build "$overlay" >"$rendered" || fail "$overlay can't be built"
    check_rendered "$rendered" "$overlay"
  done
  for values in "$chart"/values.yaml "$chart"/ci/*; do
    helm lint --quiet --strict "$chart" -f "$values" || fail "helm lint does not like $values"
    helm template weir "$chart" --namespace weir --kube-version 1.34.0 -f "$values" >"$rendered" ||
      fail "the chart can't be rendered with $values"
    check_rendered "$rendered" "$values"
  done
  rm "$rendered" "$rendered.yaml"
}
