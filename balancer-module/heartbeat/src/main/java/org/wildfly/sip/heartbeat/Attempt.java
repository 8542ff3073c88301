/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.io.IOException;

/**
 * Something on a connection, which may fail as it can at any time.
 */
interface Attempt {
    void make() throws IOException;
}
