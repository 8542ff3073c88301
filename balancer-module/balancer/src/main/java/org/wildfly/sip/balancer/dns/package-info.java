/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Where the hosts of SIP URIs are (RFC 3263).
 */
package org.wildfly.sip.balancer.dns;
