#!/usr/bin/env bash
# Builds Tombolo if needed and runs the demo: a host, the sample partner Wren, and two phones on one page.
# Exit codes: 0 stopped when asked, 1 something failed, 2 wrong arguments or a taken port, 3 no .NET 10 SDK.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# A script's background job (run.sh &) starts with SIGINT ignored, and what is ignored at the start cannot be trapped later.
# Starting once more with the default action restores Ctrl-C and kill -INT.
if [ -z "${TOMBOLO_TEST_SIGNALS_RESTORED:-}" ] && env --default-signal=INT true 2>/dev/null; then
  TOMBOLO_TEST_SIGNALS_RESTORED=1 exec env --default-signal=INT bash "${BASH_SOURCE[0]}" "$@"
fi
unset TOMBOLO_TEST_SIGNALS_RESTORED

usage() {
  cat <<'TEXT'
Usage: ./run.sh [--port N] [--data DIR] [--cluster N]

  --port N    HTTP port of the host (default 8080). The sample partner takes N+1, XMPP over TLS N+2.
  --data DIR  Folder that keeps everything between runs (default ./data).
  --cluster N Run N nodes (1 to 9) on a PostgreSQL of their own instead of one host; any phone on any node. Node 1 is at N of --port, the next
              ten ports further each. Needs PostgreSQL's programs (Debian: apt-get install postgresql). Its folder is ./data-cluster by default.

Needs the .NET 10 SDK and nothing else. Ctrl-C stops it; the data stays. Two copies run side by side with two ports and two folders.
TEXT
}

port=8080 data="" cluster=""
while [ $# -gt 0 ]; do
  case "$1" in
    --port) port=${2:-}; shift 2 || shift ;;
    --port=*) port=${1#*=}; shift ;;
    --data) data=${2:-}; [ -n "$data" ] || { echo "run.sh: --data needs a folder." >&2; exit 2; }; shift 2 || shift ;;
    --data=*) data=${1#*=}; [ -n "$data" ] || { echo "run.sh: --data needs a folder." >&2; exit 2; }; shift ;;
    --cluster) cluster=${2:-none}; shift 2 || shift ;;
    --cluster=*) cluster=${1#*=}; shift ;;
    -h|--help) usage; exit 0 ;;
    *) echo "run.sh: there is no option $1." >&2; usage >&2; exit 2 ;;
  esac
done
[[ $port =~ ^[0-9]{1,5}$ ]] && [ "$((10#$port))" -ge 1 ] && [ "$((10#$port))" -le 65533 ] || { echo "run.sh: --port needs a number from 1 to 65533, not '$port'." >&2; exit 2; }
[ -z "$cluster" ] || [[ $cluster =~ ^[1-9]$ ]] || { echo "run.sh: --cluster needs a number of nodes from 1 to 9, not '$cluster'." >&2; exit 2; }
[ -n "$data" ] || data=$root/data${cluster:+-cluster}
port=$((10#$port))

for taken in "$port" $((port + 1)) $((port + 2)); do
  for address in 127.0.0.1 ::1; do
    if (exec 3<>"/dev/tcp/$address/$taken") 2>/dev/null; then
      echo "Port $taken is taken by another program. Choose others with --port N (N, N+1 and N+2 are used)." >&2
      exit 2
    fi
  done
done

. "$root/eng/publish.sh"
check_sdk || exit $?

# The build runs in the background so that a signal is acted on at once, not when the build ends.
set -m
publish & building=$!
set +m
trap 'kill -TERM -- -$building 2>/dev/null; wait $building 2>/dev/null; echo "Stopped while building." >&2; exit 0' INT TERM
wait $building || exit $?
trap - INT TERM

exec dotnet "$root/artifacts/tombolo/tombolo.dll" demo --port "$port" --data "$data" ${cluster:+--nodes "$cluster"}
