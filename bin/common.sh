# Sourced by bin/start and bin/test: finds the tools they need and says what to install when one is missing.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
JAVA_NEEDED=25

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

java_version() {
  "$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1
}

is_jdk() {
  [[ -x "$1/bin/java" && -x "$1/bin/javac" ]] || return 1
  local version
  version=$(java_version "$1")
  [[ -n "$version" && "$version" -ge "$JAVA_NEEDED" ]]
}

jdk_on_path() {
  local javac
  javac=$(command -v javac) || return 0
  javac=$(readlink -f "$javac" 2>/dev/null || printf '%s' "$javac")
  dirname "$(dirname "$javac")"
}

find_jdk() {
  local candidate
  for candidate in \
    "${JAVA_HOME:-}" \
    "$(jdk_on_path)" \
    /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [[ -n "$candidate" ]] && is_jdk "$candidate"; then
      export JAVA_HOME="$candidate"
      return
    fi
  done
  fail "Drawdown needs a JDK $JAVA_NEEDED or newer and found none." \
    "Install one, for example Eclipse Temurin (https://adoptium.net), or set JAVA_HOME to it."
}

find_maven() {
  local version
  command -v mvn >/dev/null || fail \
    "Drawdown is built with Maven 3.8 or newer, and there is no mvn on the PATH." \
    "Install it, for example with 'apt-get install maven' or from https://maven.apache.org."
  version=$(mvn --batch-mode --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\.[0-9]*\).*/\1/p')
  [[ "${version%%.*}" -gt 3 || ("${version%%.*}" -eq 3 && "${version#*.}" -ge 8) ]] || fail \
    "Drawdown is built with Maven 3.8 or newer; the mvn on the PATH is ${version:-unknown}."
}
