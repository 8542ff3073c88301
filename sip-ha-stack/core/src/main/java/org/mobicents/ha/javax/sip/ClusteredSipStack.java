/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.mobicents.ha.javax.sip;

import javax.sip.SipStack;

import gov.nist.javax.sip.stack.SIPDialog;
import org.mobicents.ha.javax.sip.cache.SipCache;

/** The face of a replicating stack that applications written for Mobicents' know. */
public interface ClusteredSipStack extends SipStack {
    /**
     * Finds a dialog by its id; one of a node that is gone is made again here. May wait for the store, with a bound.
     *
     * @return null if there is none
     */
    SIPDialog getDialog(String dialogId);

    /** Where dialogs are kept. */
    SipCache getSipCache();
}
