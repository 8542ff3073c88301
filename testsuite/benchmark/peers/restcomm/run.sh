#!/bin/sh
# Copyright The WildFly Authors
# SPDX-License-Identifier: Apache-2.0
#
# run.sh PORT THREADS MEMORY NODEPORT...   The RestComm balancer 10.1.228 on 127.0.0.1, in the foreground: with the receive buffer that
# the other peers have, without a 100 of its own, with Call-ID affinity. Its heartbeat port is fixed: one on a host, or in a network namespace.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
lib=$here/../../target/peers/restcomm
[ -d "$lib" ] || "$here/setup.sh" "$lib"
port=$1
threads=$2
memory=$3
shift 3
work=$(mktemp -d)
heartbeat=$((port + 2))
sed -e "s#<udpPort>5060<#<udpPort>$port<#; s#<tcpPort>5060<#<tcpPort>$port<#; s#<udpPort>5065<#<udpPort>$((port + 1))<#" \
    -e "s#<tcpPort>5065<#<tcpPort>$((port + 1))<#; s#<apiPort>2006<#<apiPort>$((port + 3))<#; s#<httpPort>2080<#<httpPort>$((port + 4))<#" \
    -e "s#<isSendTrying>true#<isSendTrying>false#; s#\(UDP_BUFFER_SIZE</key><value>\)65536#\14194304#" \
    -e "s#\(THREAD_POOL_SIZE</key><value>\)64#\1$threads#" \
    -e "s#<heartbeatInterval>#<heartbeatPorts>$heartbeat</heartbeatPorts><heartbeatInterval>#" "$here/lb.xml" > "$work/lb.xml"
(setsid python3 "$here/nodes.py" $$ "2610,$heartbeat" "$@" > "$work/nodes.log" 2>&1 &)
exec java -Xms64m -Xmx"$memory" -DlogConfigFile="$here/log4j.xml" -cp "$lib/*" org.mobicents.tools.sip.balancer.BalancerRunner \
    -mobicents-balancer-config="$work/lb.xml"
