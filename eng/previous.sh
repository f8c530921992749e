# Sourced by test.sh: publishes the command line of the version before this one, from the repository's history, into artifacts/previous.
# Expects: root (absolute path of the repository).

# Where the history is not there (a shallow clone, an unpacked archive), artifacts/previous/missing says why, and the test of it is skipped with that.
publish_previous() {
  local folder=$root/artifacts/previous source=$root/artifacts/previous-source commit
  commit=$(grep -v '^#' "$root/eng/previous-version")
  if [ -f "$folder/commit" ] && [ "$(cat "$folder/commit")" = "$commit" ]; then return 0; fi
  rm -rf "$folder" "$source"; mkdir -p "$folder" "$source"
  if ! git -C "$root" cat-file -e "$commit^{commit}" 2>/dev/null; then
    echo "The previous version, commit $commit, is not in this copy of the repository: fetch its whole history." | tee "$folder/missing" >&2
    return 0
  fi
  echo "Building the previous version, ${commit:0:12} ..." >&2
  if git -C "$root" archive "$commit" | tar -x -C "$source" \
      && (cd "$source" && dotnet publish src/Tombolo.Cli -c Release -v q -nodeReuse:false -tl:off -clp:NoSummary -p:PublishDir="$folder/") >"$root/artifacts/previous.log" 2>&1; then
    echo "$commit" > "$folder/commit"
    rm -rf "$source"
    return 0
  fi
  rm -rf "$source"
  grep -E 'error|warning' "$root/artifacts/previous.log" | sort -u | head -n 20 >&2
  return 1
}
