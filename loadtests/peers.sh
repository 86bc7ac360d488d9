# shellcheck shell=bash
# Sourced by the scripts that hold Weir against others, after weir.sh: services to put them in front
# of, and HAProxy. Sets upstream and proxy, the ids of what it started; keeps its files in $out.
# shellcheck disable=SC2154 # weir.sh found java
out=$(mktemp -d)
upstream='' proxy=''

stop() { if [ -n "$1" ]; then kill "$1"; wait "$1" || true; fi; }
stop_upstream() { stop "$upstream"; upstream=''; }
stop_proxy() { stop "$proxy"; proxy=''; }

await() { until curl -so /dev/null "$1"; do sleep 0.1; done; }

free_ports() {   # how many
  "$java" --source 21 /dev/stdin "$1" <<<'import java.net.*; import java.util.*;
    class P { public static void main(String[] a) throws Exception { List<ServerSocket> all = new ArrayList<>();
      for (int i = Integer.parseInt(a[0]); i > 0; i--) { ServerSocket s = new ServerSocket(0); all.add(s); System.out.println(s.getLocalPort()); } } }'
}

# Responds as the simulated backend does, with nothing in front of it.
start_simulated_upstream() {   # port, flags
  "$java" -jar target/weir.jar --server.host=127.0.0.1 --server.port="$1" --gate.strategy=none "${@:2}" \
    >"$out/upstream.log" 2>&1 &
  upstream=$!
  await "http://127.0.0.1:$1/health/ready"
}

start_nginx() {   # port; responds in no time, stores what is PUT, and gives it back
  mkdir -p "$out/files" "$out/tmp"
  chmod -R a+rwx "$out"
  cat >"$out/nginx.conf" <<CONF
daemon off; master_process off; pid $out/nginx.pid; error_log $out/nginx.err;
events { worker_connections 4096; }
http { access_log off; keepalive_requests 1000000000; client_max_body_size 0; client_body_temp_path $out/tmp;
  server { listen 127.0.0.1:$1 backlog=4096;
    location /files/ { root $out; dav_methods PUT; create_full_put_path on; }
    location / { default_type text/plain; return 200 "hello from the upstream\n"; } } }
CONF
  nginx -p "$out" -c "$out/nginx.conf" &
  upstream=$!
  await "http://127.0.0.1:$1/"
}

start_haproxy() {   # port, port of the upstream, options of its server line, longest wait
  cat >"$out/haproxy.cfg" <<CONF
global
  maxconn $(( ($(ulimit -n) - 200) / 2 ))
defaults
  mode http
  timeout client 60s
  timeout server 60s
  timeout connect 1s
  timeout queue ${4:-250ms}
  http-reuse always
frontend clients
  bind 127.0.0.1:$1 backlog 4096
  default_backend upstream
backend upstream
  server one 127.0.0.1:$2 $3
CONF
  haproxy -f "$out/haproxy.cfg" >"$out/haproxy.log" 2>&1 &
  proxy=$!
  await "http://127.0.0.1:$1/endpoint"
}

http_to() { printf '%s\n' --backend.type=http "--backend.http.url=http://127.0.0.1:$1"; }

ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }

# Sends requests with wrk, and prints the rate, the microseconds of processor time that a process took for each, and the p50
# and the p99 in microseconds; fails if a response is not a 2xx.
wrk_turn() {   # process, seconds, wrk's arguments with the address last
  local before after
  before=$(ticks "$1")
  wrk -t1 -d"$2s" --latency "${@:3}" >"$out/turn"
  after=$(ticks "$1")
  awk -v ms=$((after - before))0 '
    function us(t) { return t * (t ~ /us$/ ? 1 : t ~ /ms$/ ? 1000 : 1000000) }
    $1 == "50%" { p50 = us($2) }
    $1 == "99%" { p99 = us($2) }
    / requests in / { all = $1 }
    /Requests\/sec/ { rate = $2 }
    /Non-2xx|Socket errors/ { exit 1 }
    END { printf "%.2f %.2f %.0f %.0f\n", rate, ms * 1000 / all, p50, p99 }' "$out/turn"
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
