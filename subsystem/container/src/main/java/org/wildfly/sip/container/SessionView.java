/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container;

import java.util.List;
import java.util.Map;

/**
 * A SipApplicationSession as the management model shows it.
 *
 * @param id its id
 * @param key its application key; null if it was not made by one
 * @param owner the node that works on it
 * @param created when it was made, in milliseconds since 1970
 * @param expires when it expires, in milliseconds since 1970; {@link Long#MAX_VALUE} if never
 * @param attributes its attributes as text
 * @param sipSessions its SIP sessions
 * @param timers the number of its timers
 */
public record SessionView(String id, String key, String owner, long created, long expires, Map<String, String> attributes,
        List<SipSessionView> sipSessions, int timers) {

    /**
     * A SipSession of it.
     *
     * @param id its id
     * @param callId the Call-ID of its dialog
     * @param state INITIAL, EARLY, CONFIRMED or TERMINATED
     * @param localParty the From or To that stands for this side
     * @param remoteParty the other side
     * @param attributes its attributes as text
     */
    public record SipSessionView(String id, String callId, String state, String localParty, String remoteParty,
            Map<String, String> attributes) {
    }
}
