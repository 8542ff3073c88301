/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.standalone;

import java.util.Iterator;

import javax.sip.ListeningPoint;

import gov.nist.javax.sip.SipProviderImpl;

/** Chooses the provider that goes on with a dialog of another node. */
final class ProviderSelection {
    private ProviderSelection() {
    }

    /**
     * The provider that was asked, else the first one that can.
     *
     * @param port of the listening point that a message came to; 0 if there was none
     * @return null if no provider has the transport
     */
    static SipProviderImpl select(Iterator<SipProviderImpl> providers, String transport, int port) {
        SipProviderImpl other = null;
        while (providers.hasNext()) {
            SipProviderImpl provider = providers.next();
            ListeningPoint point = provider.getListeningPoint(transport);
            if (point != null && point.getPort() == port) {
                return provider;
            }
            other = point == null || other != null ? other : provider;
        }
        return other;
    }
}
