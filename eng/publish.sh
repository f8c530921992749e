# Sourced by run.sh, test.sh and tombolo: checks the SDK, builds and publishes into artifacts/ when the sources changed, shows progress.
# Expects: root (absolute path of the repository).

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1
[ -n "${HOME:-}" ] || export DOTNET_CLI_HOME="$root/artifacts/home"

check_sdk() {
  if ! command -v dotnet >/dev/null 2>&1; then
    if [ -x "${DOTNET_ROOT:-$HOME/.dotnet}/dotnet" ]; then
      PATH="${DOTNET_ROOT:-$HOME/.dotnet}:$PATH"
    else
      echo "Tombolo needs the .NET 10 SDK, and there is no 'dotnet' on the PATH." >&2
      echo "Get it at https://dotnet.microsoft.com/download/dotnet/10.0 and run this again." >&2
      return 3
    fi
  fi
  local version
  if ! version=$(cd "$root" && dotnet --version 2>/dev/null) || [ "${version%%.*}" != 10 ]; then
    echo "Tombolo needs the .NET 10 SDK. Installed here:" >&2
    dotnet --list-sdks 2>/dev/null | sed 's/^/  /' >&2
    echo "Get it at https://dotnet.microsoft.com/download/dotnet/10.0 and run this again." >&2
    return 3
  fi
}

# One line that changes when any source, build rule or the SDK changes.
fingerprint() {
  local sum=sha256sum
  command -v sha256sum >/dev/null 2>&1 || sum="shasum -a 256"
  ( cd "$root" && { dotnet --version; find src samples eng Directory.Build.props Directory.Packages.props global.json .editorconfig \
      \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 $sum; } | $sum | cut -d' ' -f1 )
}

_steps=24 # lines the build prints when everything is new; only the bar's length depends on it

_show_progress() { # reads the build's lines
  local line done=0 name started=$SECONDS percent bar
  while IFS= read -r line; do
    case "$line" in
      *" -> "*) name=${line%% -> *}; name=${name% (*}; name=${name##* } ;; # "Tombolo.Web (Blazor output) -> ..."
      *"Optimizing assemblies"*) name="making the apps small" ;;
      *"Compressing"*) name="compressing" ;;
      *) continue ;;
    esac
    done=$((done + 1)); percent=$((done * 100 / _steps)); [ $percent -le 99 ] || percent=99
    if [ -t 2 ]; then
      printf -v bar '%*s' $((percent / 4)) ''
      printf '\r\033[K  [%-25s] %2d %%  %d:%02d  %s' "${bar// /#}" $percent $(((SECONDS - started) / 60)) $(((SECONDS - started) % 60)) "$name" >&2
    else
      printf '  %2d %%  %3d s  %s\n' $percent $((SECONDS - started)) "$name" >&2
    fi
  done
  [ ! -t 2 ] || printf '\r\033[K' >&2
}

# Keeps the clock moving on a terminal while one step takes long.
_build() {
  dotnet msbuild "$root/eng/Publish.proj" -m -nodeReuse:false -v:m -tl:off -clp:NoSummary 2>&1 | tee "$root/artifacts/build.log"
  return "${PIPESTATUS[0]}"
}

publish() {
  local now; now=$(fingerprint)
  if [ -f "$root/artifacts/fingerprint" ] && [ "$(cat "$root/artifacts/fingerprint")" = "$now" ]; then return 0; fi
  mkdir -p "$root/artifacts"
  exec 8>"$root/artifacts/lock"
  if command -v flock >/dev/null 2>&1; then
    flock -n 8 || { echo "Another build of this folder is running; waiting for it." >&2; flock 8; }
    if [ -f "$root/artifacts/fingerprint" ] && [ "$(cat "$root/artifacts/fingerprint")" = "$now" ]; then exec 8>&-; return 0; fi
  fi
  echo "Building Tombolo (the first time takes a few minutes) ..." >&2
  rm -rf "$root/artifacts/fingerprint" "$root/artifacts/tombolo" "$root/artifacts/web" "$root/artifacts/wren" "$root/artifacts/wren-web"
  local started=$SECONDS
  _build 8>&- | _show_progress 8>&-
  if [ "${PIPESTATUS[0]}" != 0 ]; then
    grep -E 'error|warning' "$root/artifacts/build.log" | sort -u | head -n 20 >&2
    echo "The build failed. Everything it said: artifacts/build.log" >&2
    return 1
  fi
  echo "$now" > "$root/artifacts/fingerprint"
  exec 8>&-
  echo "Built in $((SECONDS - started)) s." >&2
}
