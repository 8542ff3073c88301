/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.javax.sip;

import java.util.Properties;

import javax.sip.PeerUnavailableException;

import org.wildfly.sip.ha.standalone.ReplicatingStack;
import org.wildfly.sip.ha.store.SessionStore;

/** The stack of the path name {@code org.wildfly.sip.ha}: dialogs outlive their node. */
public class SipStackImpl extends ReplicatingStack {
    /** @see ReplicatingStack#ReplicatingStack(Properties) */
    public SipStackImpl(Properties properties) throws PeerUnavailableException {
        super(properties);
    }

    /** @see ReplicatingStack#ReplicatingStack(Properties, SessionStore) */
    public SipStackImpl(Properties properties, SessionStore store) throws PeerUnavailableException {
        super(properties, store);
    }
}
