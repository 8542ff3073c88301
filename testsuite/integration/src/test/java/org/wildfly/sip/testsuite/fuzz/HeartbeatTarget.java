/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.fuzz;

import java.io.IOException;

import org.wildfly.sip.balancer.heartbeat.AnnouncedNode;
import org.wildfly.sip.balancer.heartbeat.MalformedAnnouncementException;
import org.wildfly.sip.balancer.heartbeat.http.Command;
import org.wildfly.sip.balancer.heartbeat.sip.AnnouncementBody;
import org.wildfly.sip.heartbeat.FramesTarget;

/**
 * The parsers of all heartbeats, each with the same bytes: native frames, what RestComm's nodes send over HTTP, the body of an announcement
 * by SIP. Whatever comes is read or is refused.
 */
public final class HeartbeatTarget {
    private HeartbeatTarget() {
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        FramesTarget.read(data);
        readJson(data);
        readProperties(data);
    }

    private static void readJson(byte[] data) {
        try {
            AnnouncedNode.read(Command.read(data).fields());
        } catch (MalformedAnnouncementException e) {
            // that is what shall happen
            return;
        }
    }

    private static void readProperties(byte[] data) {
        try {
            AnnouncementBody.read(data, 0, data.length);
        } catch (MalformedAnnouncementException e) {
            // that is what shall happen
            return;
        }
    }
}
