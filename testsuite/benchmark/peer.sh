#!/bin/sh
# Copyright The WildFly Authors
# SPDX-License-Identifier: Apache-2.0
#
# peer.sh [-t tcp] PORT NODEPORT...   The balancer in the foreground, on UDP (or TCP) 127.0.0.1:PORT for clients and nodes alike, with fixed nodes on 127.0.0.1.
# Nodes are taken for alive without a probe, as the other peers take them. It runs as bin/sip-balancer.sh runs it, but with 64 MB; JAVA_OPTS is added. Needs target/sip-balancer.jar of the balancer (mvn package).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
balancer=$here/../../balancer-module/balancer
transport=udp
key=externalUdpPort
if [ "$1" = -t ]; then
    transport=$2
    key=externalTcpPort
    shift 2
fi
port=$1
shift
nodes=
for node in "$@"; do
    nodes="$nodes${nodes:+,}127.0.0.1:$node;transport=$transport"
done
work=$(mktemp -d)
printf 'host=127.0.0.1\n%s=%s\nheartbeatPort=0\nprobeInterval=0\nnodes=%s\n' "$key" "$port" "$nodes" > "$work/lb.properties"
# shellcheck disable=SC2086
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" "@$balancer/src/main/dist/bin/sip-balancer.jvmargs" -Xmx64m ${JAVA_OPTS:-} \
    -jar "${SIP_BALANCER_JAR:-$balancer/target/sip-balancer.jar}" "$work/lb.properties"
