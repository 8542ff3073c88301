#!/bin/sh
# Copyright The WildFly Authors
# SPDX-License-Identifier: Apache-2.0
#
# fetch.sh FOLDER   Fetches what a node of RestComm runs, from Maven Central, for RestcommNodeIT (-Dtest.restcomm.jars=FOLDER, absolute):
# its JAIN SIP HA stack 1.6.8, which announces itself by RMI, and its balancer 10.1.228, which has the client for JSON. They are under
# the licenses of that project (AGPL-3.0, LGPL-2.1) and never part of this one.
set -eu
for artifact in javax.sip:jain-sip-ri:1.3.0-91 org.mobicents.javax.sip:restcomm-jain-sip-ext:1.3.26 \
        org.mobicents.ha.javax.sip:restcomm-jain-sip-ha-core:1.6.8 org.mobicents.tools:sip-balancer-jar:10.1.228:jar:jar-with-dependencies; do
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact="$artifact" -DoutputDirectory="$1"
done
