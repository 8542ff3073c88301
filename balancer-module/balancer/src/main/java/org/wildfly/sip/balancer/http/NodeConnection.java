/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import io.undertow.client.ClientConnection;

/**
 * A connection to a node.
 *
 * @param client    sends requests
 * @param responses must be told of each request before that is sent
 */
record NodeConnection(ClientConnection client, InterimResponses responses) {
}
