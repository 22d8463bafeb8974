#!/usr/bin/env bash
# Makes the README's picture, docs/two-terminals.svg, from a real run: the two jars, two clients in two terminals (tmux).
# Look at it before it is committed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
./mvnw -q -B verify -pl src-test-integration -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=none \
    -Dfailsafe.failIfNoSpecifiedTests=false -Dit.test=PictureIT -Dlanchat.picture="$PWD/docs/two-terminals.svg"
echo "docs/two-terminals.svg is written."
