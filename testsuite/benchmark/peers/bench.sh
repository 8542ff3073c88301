#!/bin/sh
# Copyright The WildFly Authors
# SPDX-License-Identifier: Apache-2.0
#
# bench.sh [arguments of bench.py]   Builds the load generator and the C relay, then measures in a network namespace of its own.
set -eu
cd "$(dirname "$0")"
out=../target/peers
mkdir -p "$out"
for program in sipblast crelay; do
    [ "$out/$program" -nt "$program.c" ] || gcc -O2 -w -o "$out/$program" "$program.c"
done
exec unshare -n sh -c 'ip link set lo up && exec python3 bench.py "$@"' bench "$@"
