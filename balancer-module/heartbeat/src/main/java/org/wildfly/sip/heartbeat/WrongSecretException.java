/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.net.ProtocolException;

/**
 * A frame's MAC is not what the shared secret makes of it.
 */
final class WrongSecretException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    WrongSecretException() {
        super("the message authentication code is wrong: the shared secrets differ, or somebody interferes");
    }
}
