/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.mobicents.ha.javax.sip;

import java.util.Properties;

import javax.sip.Dialog;
import javax.sip.PeerUnavailableException;

import org.mobicents.ha.javax.sip.cache.SipCache;
import org.wildfly.sip.ha.standalone.ReplicatingStack;

/** The stack of the path name {@code org.mobicents.ha}: dialogs outlive their node. */
public class SipStackImpl extends ReplicatingStack implements ClusteredSipStack {
    private final SipCache cache = new SipCache() {
        @Override
        public Dialog getDialog(String dialogId) {
            return SipStackImpl.this.getDialog(dialogId);
        }

        @Override
        public boolean inLocalMode() {
            return !SipStackImpl.this.store().isShared();
        }
    };

    /** @see ReplicatingStack#ReplicatingStack(Properties) */
    public SipStackImpl(Properties properties) throws PeerUnavailableException {
        super(properties);
    }

    @Override
    public SipCache getSipCache() {
        return this.cache;
    }
}
