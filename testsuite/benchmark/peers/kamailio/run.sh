#!/bin/sh
# Copyright The WildFly Authors
# SPDX-License-Identifier: Apache-2.0
#
# run.sh PORT CHILDREN NODEPORT...   Kamailio as a stateless balancer on 127.0.0.1, in the foreground.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
port=$1
children=$2
shift 2
work=$(mktemp -d)
for node in "$@"; do
    echo "1 sip:127.0.0.1:$node"
done > "$work/dispatcher.list"
for file in common.inc stateless.cfg; do
    sed -e "s/PORT/$port/g; s/CHILDREN/$children/g; s#DISPATCHER#$work/dispatcher.list#g; s#INCDIR#$work#g" "$here/$file" > "$work/$file"
done
modules=$(ls -d /usr/lib/*/kamailio/modules | head -1)
exec kamailio -DD -E -f "$work/stateless.cfg" -L "$modules" -m 2048 -M 16 -P "$work/pid" -Y "$work" -b 4194304
