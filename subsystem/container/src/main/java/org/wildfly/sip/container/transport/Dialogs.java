/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.transport;

import javax.sip.message.Request;

/** What methods mean for dialogs. */
public final class Dialogs {
    private Dialogs() {
    }

    /** Whether a 2xx to the method creates a dialog (RFC 3261, 6665, 3515). */
    public static boolean isCreating(String method) {
        return method.equals(Request.INVITE) || method.equals(Request.SUBSCRIBE) || method.equals(Request.REFER);
    }

    /** Whether a message of the method carries a Contact that replaces the remote target. */
    public static boolean isTargetRefresh(String method) {
        return isCreating(method) || method.equals(Request.UPDATE) || method.equals(Request.NOTIFY);
    }
}
