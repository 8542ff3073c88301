#!/bin/bash
# Copyright The WildFly Authors
# SPDX-License-Identifier: Apache-2.0
#
# Two balancers with keepalived in network namespaces of their own, calls and probes through the address that they share: what is lost when
# the one that has it is stopped, and when it is killed. Needs root, Debian's keepalived, sip-tester and curl, and the executable jar.
#   try.sh [JAR]
set -u
here=$(cd "$(dirname "$0")" && pwd)
jar=${1:-$here/../../../balancer-module/balancer/target/sip-balancer.jar}
vip=10.99.0.100
if [ "$(id -u)" != 0 ]; then
    echo "skipped: network namespaces need root"
    exit 0
fi
for tool in ip keepalived sipp curl python3 java; do
    command -v "$tool" > /dev/null || { echo "skipped: there is no $tool"; exit 0; }
done
[ -f "$jar" ] || { echo "there is no $jar: build it with mvn -pl balancer-module/balancer -am package"; exit 1; }
work=$(mktemp -d)
prefix=tk$$
pids=()

# Where it is started in the background it is spelt out, so that $! is the command itself.
in_ns() { ip netns exec "$prefix-$1" "${@:2}"; }

clean() {
    for pid in "${pids[@]}"; do
        disown "$pid" 2> /dev/null
        kill -9 "$pid" 2> /dev/null
    done
    for name in one two client node net; do
        for pid in $(ip netns pids "$prefix-$name" 2> /dev/null); do kill -9 "$pid" 2> /dev/null; done
        ip netns del "$prefix-$name" 2> /dev/null
    done
    rm -rf "$work"
}
trap clean EXIT

# A switch with four hosts.
ip netns add "$prefix-net"
in_ns net ip link add br0 type bridge
in_ns net ip link set br0 up
host=1
for name in one two node client; do
    ip netns add "$prefix-$name"
    ip -n "$prefix-net" link add "p$name" type veth peer name eth0 netns "$prefix-$name"
    in_ns net ip link set "p$name" master br0 up
    in_ns "$name" ip link set lo up
    in_ns "$name" ip addr add "10.99.0.$host/24" dev eth0
    in_ns "$name" ip link set eth0 up
    host=$((host + 1))
done

balancer() {
    ip netns exec "$prefix-$1" java -Xmx64m -jar "$jar" "$work/lb.properties" > "$work/$1.log" 2>&1 &
    pids+=($!)
    eval "balancer_$1=$!"
}

vrrp() {
    mkdir -p "$work/$1"
    sed "s/PRIORITY/$2/" "$here/keepalived.conf" > "$work/$1/keepalived.conf"
    ip netns exec "$prefix-$1" keepalived -n -l -f "$work/$1/keepalived.conf" -p "$work/$1/pid" -r "$work/$1/vrrp" -c "$work/$1/checkers" > "$work/$1/log" 2>&1 &
    pids+=($!)
}

holder() {
    for name in one two; do
        in_ns "$name" ip -o addr show eth0 | grep -q "$vip/" && echo "$name"
    done
}

await() {
    for _ in $(seq 150); do
        eval "$1" && return 0
        sleep 0.2
    done
    echo "never came true: $1"
    tail -5 "$work"/*.log "$work"/*/log
    exit 1
}

cat > "$work/lb.properties" << END
host=$vip
externalPort=5060
internalPort=5065
heartbeatHost=127.0.0.1
nodes=10.99.0.3:5080;name=n1;transport=udp,10.99.0.3:5081;name=n2;transport=udp
probeInterval=0
routeSecret=the same on both balancers
END
for port in 5080 5081; do
    ip netns exec "$prefix-node" python3 "$here/node.py" 10.99.0.3 $port &
    pids+=($!)
done
for name in one two; do
    # Each balancer listens on the address whether its host has it now or not.
    in_ns "$name" sysctl -qw net.ipv4.ip_nonlocal_bind=1
    balancer "$name"
done
await 'grep -q SIPLB0001 $work/one.log && grep -q SIPLB0001 $work/two.log'
vrrp one 110
vrrp two 100
await '[ "$(holder)" = one ] || [ "$(holder)" = two ]'

trial() {
    local master before
    master=$(holder)
    ip netns exec "$prefix-client" sipp -sf "$here/call.xml" -i 10.99.0.4 -p 5070 -r 100 -m 1500 -nostdin "$vip:5060" > "$work/sipp.log" 2>&1 &
    local calls=$!
    ip netns exec "$prefix-client" python3 "$here/prober.py" 10.99.0.4 "$vip" 18 > "$work/probes" &
    local probes=$!
    sleep 6
    before="balancer_$master"
    disown "${!before}"
    kill "-$2" "${!before}"
    wait "$calls"
    local code=$?
    wait "$probes"
    echo "$1 ($master -> $(holder)): calls of sipp: $([ $code = 0 ] && echo "none failed" || echo "FAILED, code $code"); probes: $(cat "$work/probes")"
    [ $code = 0 ] || result=1
    [ "$(holder)" != "$master" ] || { echo "the address is still at $master"; result=1; }
    await "! kill -0 ${!before} 2> /dev/null"
    balancer "$master"
    await 'in_ns '"$master"' curl -fs -o /dev/null http://127.0.0.1:2612/health/ready'
    sleep 4
}

result=0
trial "stopped" TERM
trial "killed" KILL
exit $result
