#!/bin/sh
# Copyright The WildFly Authors
# SPDX-License-Identifier: Apache-2.0
#
# Starts the SIP load balancer of a provisioned server: sip-balancer.sh [lb.properties]
# Without an argument it reads the lb.properties beside this script. JAVA_OPTS is passed to Java, after sip-balancer.jvmargs.

BIN=$(cd "$(dirname "$0")" && pwd -P) || exit 1
JBOSS_HOME=${JBOSS_HOME:-$(dirname "$BIN")}
if [ -n "$JAVA_HOME" ]; then
    JAVA="$JAVA_HOME/bin/java"
else
    JAVA=java
fi
if [ $# -eq 0 ]; then
    set -- "$BIN/lb.properties"
fi
# shellcheck disable=SC2086
exec "$JAVA" "@$BIN/sip-balancer.jvmargs" ${JAVA_OPTS:-} -jar "$JBOSS_HOME/jboss-modules.jar" -mp "${JBOSS_MODULEPATH:-$JBOSS_HOME/modules}" org.wildfly.sip.balancer "$@"
