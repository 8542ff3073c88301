/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The HTTP side: a reverse proxy to the nodes.
 */
package org.wildfly.sip.balancer.http;
