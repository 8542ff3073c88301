#!/bin/sh
# Copyright The WildFly Authors
# SPDX-License-Identifier: Apache-2.0
#
# Fetches the RestComm balancer 10.1.228, and the JAXB jars that it needs on Java 11 and later, into the folder given.
set -eu
for artifact in org.mobicents.tools:sip-balancer-jar:10.1.228:jar:jar-with-dependencies javax.xml.bind:jaxb-api:2.3.1 \
        org.glassfish.jaxb:jaxb-runtime:2.3.1 javax.activation:javax.activation-api:1.2.0 com.sun.istack:istack-commons-runtime:3.0.7 \
        org.glassfish.jaxb:txw2:2.3.1; do
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact="$artifact" -DoutputDirectory="$1"
done
