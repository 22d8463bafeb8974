#!/usr/bin/env bash
# Makes the README's pictures from real runs: the two jars, terminals (tmux), a broken connection, the page for browsers.
# Look at them before they are committed: git diff says which have changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
./mvnw -q -B verify -pl src-test-integration -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=none \
    -Dfailsafe.failIfNoSpecifiedTests=false -Dit.test=PictureIT -Dlanchat.pictures="$PWD/docs"
ls -l docs/*.svg
