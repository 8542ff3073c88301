/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.mobicents.ha.balancing.only.javax.sip;

import java.util.Properties;

import javax.sip.PeerUnavailableException;

import org.wildfly.sip.ha.standalone.ReplicatingStack;
import org.wildfly.sip.ha.store.LocalStore;

/** The stack of the path name {@code org.mobicents.ha.balancing.only}: registers with balancers, keeps its dialogs for itself. */
public class SipStackImpl extends ReplicatingStack {
    /** @see ReplicatingStack#ReplicatingStack(Properties) */
    public SipStackImpl(Properties properties) throws PeerUnavailableException {
        super(properties, new LocalStore(properties.getProperty("javax.sip.STACK_NAME", "wildfly-sip")));
    }

    @Override
    protected boolean expectsSharedStore() {
        return false;
    }
}
