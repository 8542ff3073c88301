/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.mobicents.ha.javax.sip.cache;

import javax.sip.Dialog;

/** Where a stack keeps its dialogs, as far as applications ask. */
public interface SipCache {
    /**
     * Finds a dialog by its id, as {@link org.mobicents.ha.javax.sip.ClusteredSipStack#getDialog(String)} does.
     *
     * @return null if there is none
     */
    Dialog getDialog(String dialogId);

    /** Whether dialogs are seen by this process only. */
    boolean inLocalMode();
}
