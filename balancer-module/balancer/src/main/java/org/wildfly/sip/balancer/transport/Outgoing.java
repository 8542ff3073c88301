/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import org.wildfly.sip.balancer.forward.RequestCopy;

/**
 * A message that goes over a connection.
 *
 * @param bytes     not to be changed
 * @param elsewhere the request as it came, if it goes elsewhere when it cannot be sent; else null
 */
record Outgoing(byte[] bytes, RequestCopy elsewhere) {

    int length() {
        return this.bytes.length;
    }
}
