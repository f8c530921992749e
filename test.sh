#!/usr/bin/env bash
# Builds everything and runs every test. The last line is: N passed, N failed (and N skipped, when there are any).
# Exit codes: 0 all passed, 1 something failed, 2 wrong arguments, 3 no .NET 10 SDK.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$root" || exit 1

usage() {
  cat <<'TEXT'
Usage: ./test.sh [--all] [PROJECT ...]

  --all      Also the long runs: many more rounds of faults and fuzzing, the whole server on PostgreSQL, and a rolling
             upgrade from the version before, which is built from the repository's history (skipped without --all).
  PROJECT    Only these test projects, such as Xmpp or Tombolo.Server.Tests.

What is missing is installed from Debian (needs root or sudo): Chromium, Node.js, npm, slixmpp, PostgreSQL, nginx, certbot, pebble, Prometheus; and npm packages of the tests.
Logs of each project: artifacts/tests/.
TEXT
}

only=()
while [ $# -gt 0 ]; do
  case "$1" in
    --all) export TOMBOLO_TEST_ALL=1 ;;
    -h|--help) usage; exit 0 ;;
    -*) echo "test.sh: there is no option $1." >&2; usage >&2; exit 2 ;;
    *) only+=("$1") ;;
  esac
  shift
done

. "$root/eng/publish.sh"
. "$root/eng/previous.sh"
check_sdk || exit $?

passed=0 failed=0 skipped=0
logs=$root/artifacts/tests; rm -rf "$logs"; mkdir -p "$logs"
broken() { echo "FAILED  $1"; failed=$((failed + 1)); }

have() { # program, or py:MODULE of Debian's Python
  case "$1" in py:*) /usr/bin/python3 -c "import ${1#py:}" >/dev/null 2>&1 ;; *) command -v "$1" >/dev/null 2>&1 ;; esac
}

debian() { # program package: installs a Debian package when its program is missing
  have "$1" && return 0
  local as=""; [ "$(id -u)" = 0 ] || as="sudo -n"
  echo "Installing $2 ..."
  [ -n "${_updated:-}" ] || { $as apt-get update -qq >"$logs/apt.log" 2>&1; _updated=1; }
  DEBIAN_FRONTEND=noninteractive $as apt-get install -y -qq --no-install-recommends "$2" >>"$logs/apt.log" 2>&1
  have "$1" || broken "$2 could not be installed; see artifacts/tests/apt.log"
}

npm_packages() { # npm ci wherever a test has a lock file, unless its packages are there and newer
  local lock folder
  while IFS= read -r lock; do
    folder=$(dirname "$lock")
    [ "$folder/node_modules/.package-lock.json" -nt "$lock" ] && continue
    echo "Installing npm packages of ${folder#"$root"/} ..."
    if ! (cd "$folder" && npm ci --no-audit --no-fund) >"$logs/npm.log" 2>&1; then
      cat "$logs/npm.log"; broken "npm packages of ${folder#"$root"/} could not be installed"
    else
      touch "$folder/node_modules/.package-lock.json"
    fi
  done < <(find "$root/tests" "$root/samples" -name node_modules -prune -o -name package-lock.json -print)
}

summary() { # key, file: a number of the runner's summary
  sed -n "s/^ *$1: *\([0-9][0-9]*\)$/\1/p" "$2" | tail -n 1
}

run_project() { # name [argument ...]: runs it, leaves log, exit code and time in $logs; "NAME on ENGINE" keeps the data of its hosts there
  local name=$1 started=$SECONDS program project=${1% on *} store=${TOMBOLO_TEST_STORE:-} code; shift
  program=$root/tests/$project/bin/Release/net10.0/$project.dll
  case "$name" in *" on postgres") store=postgres ;; esac
  TOMBOLO_TEST_STORE=$store timeout --kill-after=30 "$limit" dotnet "$program" "$@" --no-ansi --progress off </dev/null >"$logs/$name.log" 2>&1
  code=$?
  echo "$code $((SECONDS - started))" >"$logs/$name.done"
}

report() { # name: adds a finished project to the sums
  local name=$1 log=$logs/$1.log code seconds good bad left
  read -r code seconds <"$logs/$name.done"
  good=$(summary succeeded "$log"); bad=$(summary failed "$log"); left=$(summary skipped "$log")
  printf '%-34s %5s passed %4s failed %4s skipped  %4s s\n' "$name" "${good:-0}" "${bad:-0}" "${left:-0}" "$seconds"
  passed=$((passed + ${good:-0})) failed=$((failed + ${bad:-0})) skipped=$((skipped + ${left:-0}))
  if [ "$code" != 0 ]; then
    grep -vE '^(passed|skipped) ' "$log" | tail -n 80
    # A runner that broke before its summary, or ran nothing, failed in a way no test counted.
    [ "${bad:-0}" != 0 ] || broken "$name ended with code $code (8: no tests ran, 124: longer than $limit)"
  fi
}

wanted() {
  [ ${#only[@]} = 0 ] && return 0
  local one; for one in "${only[@]}"; do case "$1" in "$one"|"Tombolo.$one.Tests") return 0 ;; esac; done; return 1
}

limit=15m; [ -z "${TOMBOLO_TEST_ALL:-}" ] || limit=120m

# These start servers, browsers or load and measure time: one at a time, at the end. All others: two at a time.
alone=(Tombolo.Cli.Tests Tombolo.Operation.Tests Tombolo.Architecture.Tests Tombolo.Scenarios.Tests Tombolo.Peers.Tests Tombolo.StandardClients.Tests Tombolo.Faults.Tests Tombolo.Floods.Tests Tombolo.Browser.Tests)
light=() heavy=()
for folder in "$root"/tests/*.Tests; do
  name=$(basename "$folder")
  wanted "$name" || continue
  [ -n "$(find "$folder" \( -name bin -o -name obj -o -name node_modules \) -prune -o -name '*.cs' -print -quit)" ] || continue
  case " ${alone[*]} " in *" $name "*) ;; *) light+=("$name") ;; esac
done
for name in "${alone[@]}"; do
  [ -d "$root/tests/$name" ] && wanted "$name" && [ -n "$(find "$root/tests/$name" \( -name bin -o -name obj -o -name node_modules \) -prune -o -name '*.cs' -print -quit)" ] && heavy+=("$name")
done
[ $((${#light[@]} + ${#heavy[@]})) != 0 ] || { echo "test.sh: no test project is called ${only[*]}." >&2; exit 2; }

debian chromium chromium
debian node nodejs
debian npm npm
debian py:slixmpp python3-slixmpp
for version in 15 16 17 18; do PATH=$PATH:/usr/lib/postgresql/$version/bin; done
debian initdb postgresql
PATH=$PATH:/usr/sbin
debian nginx nginx-light
debian certbot certbot
debian pebble pebble
debian prometheus prometheus
debian systemd-analyze systemd
npm_packages

publish || { broken "the build"; echo "$passed passed, $failed failed"; exit 1; }
if [ -n "${TOMBOLO_TEST_ALL:-}" ] && wanted Tombolo.Faults.Tests; then publish_previous || broken "the build of the previous version; see artifacts/previous.log"; fi
echo "Building the tests ..."
if [ ${#only[@]} = 0 ]; then targets=(Tombolo.slnx); else targets=(); for name in "${light[@]}" "${heavy[@]}"; do targets+=("tests/$name"); done; fi
for target in "${targets[@]}"; do
  if ! dotnet build "$target" -c Release -v q -nodeReuse:false -tl:off -clp:NoSummary >"$logs/build.log" 2>&1; then
    grep -E 'error|warning' "$logs/build.log" | sort -u | head -n 40
    broken "the build of $target"; echo "$passed passed, $failed failed"; exit 1
  fi
done

for ((i = 0; i < ${#light[@]}; i += 2)); do
  run_project "${light[i]}" & first=$!
  if [ $((i + 1)) -lt ${#light[@]} ]; then run_project "${light[i + 1]}"; fi
  wait $first
  report "${light[i]}"; [ $((i + 1)) -ge ${#light[@]} ] || report "${light[i + 1]}"
done
# The server again with PostgreSQL: what stores things, or everything.
if wanted Tombolo.Server.Tests; then
  stores=(Accounts Keys Consent Partners StandardClients); filters=()
  [ -n "${TOMBOLO_TEST_ALL:-}" ] || for folder in "${stores[@]}"; do filters+=(--filter-namespace "Tombolo.Server.Tests.$folder*"); done
  run_project "Tombolo.Server.Tests on postgres" ${filters[@]+"${filters[@]}"}; report "Tombolo.Server.Tests on postgres"
fi
for name in ${heavy[@]+"${heavy[@]}"}; do run_project "$name"; report "$name"; done

echo "All of it took $((SECONDS / 60)) min $((SECONDS % 60)) s."
if [ "$skipped" != 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
[ "$failed" = 0 ]
