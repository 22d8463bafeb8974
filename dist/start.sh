#!/bin/sh
# Starts chat-client or chat-server, by the name of this file, with the jar in ../lib.
set -u

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# The file that a path leads to in the end.
followed() {
    path=$1
    links=0
    while [ -h "$path" ] && [ "$links" -lt 40 ]; do
        target=$(readlink "$path") || break
        case $target in
            /*) path=$target ;;
            *) path=$(dirname "$path")/$target ;;
        esac
        links=$((links + 1))
    done
    printf '%s\n' "$path"
}

script=$(followed "$0")
program=$(basename "$script")
folder=$(CDPATH='' cd "$(dirname "$script")/.." && pwd -P) || fail "The folder of $script can't be entered."
jar=$folder/lib/$program.jar
[ -r "$jar" ] || fail "$jar is missing: unpack the whole archive again."

if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, and no Java is there. Let it name one, 17 or newer, or unset it."
else
    java=$(command -v java) ||
        fail "There is no Java here. Install one, 17 or newer (for example from adoptium.net), or let JAVA_HOME name it."
fi

# To ask the JVM for its version would take as long as starting it; beside it, it is written down.
release=$(dirname "$(followed "$java")")/../release
version=
if [ -r "$release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9][0-9]*\).*/\2/p' "$release")
fi
if [ -n "$version" ] && [ "$version" -lt 17 ]; then
    fail "This needs Java 17 or newer, and $java is Java $version. Install a newer one (for example from adoptium.net), or let JAVA_HOME name it."
fi

# A run that only tells something loads too little to make an archive of it.
makes=yes
for word; do
    case $word in
        -h | --help* | -V | --version | --list | key | journal | doctor) makes=no ;;
    esac
done

set -- -jar "$jar" "$@"
if [ "$program" = chat-client ]; then
    set -- -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "$@" # It starts sooner, and needs no more.
fi

# From 19 on the JVM keeps the loaded classes for the next start by itself, where it may. The archive has to be one's own:
# whoever can write it decides what runs.
cache=${HOME:-}/.lanchat/cache
if [ -n "$version" ] && [ "$version" -ge 19 ] && [ -d "${HOME:-}" ] && [ -O "$HOME" ] &&
    (umask 077 && mkdir -p "$cache") 2>/dev/null && [ -O "$cache" ] && [ -w "$cache" ]; then
    archive=$cache/$program-java$version.jsa
    # Its head is written last: one that was cut off has none, and would be complained of at each start.
    if [ -f "$archive" ] && [ "$(od -An -tx4 -N4 "$archive" | tr -d ' ')" != f00baba8 ]; then
        rm -f "$archive"
    fi
    if [ "$makes" = yes ]; then
        set -- -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$archive" -XX:+DisplayVMOutputToStderr -Xlog:disable "$@"
    elif [ -r "$archive" ]; then
        set -- "-XX:SharedArchiveFile=$archive" -XX:+DisplayVMOutputToStderr -Xlog:disable "$@"
    fi
fi

exec "$java" "$@"
