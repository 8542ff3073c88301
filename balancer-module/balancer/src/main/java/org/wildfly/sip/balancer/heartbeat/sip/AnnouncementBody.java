/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.sip;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import org.wildfly.sip.balancer.heartbeat.AnnouncedNode;
import org.wildfly.sip.balancer.heartbeat.MalformedAnnouncementException;

/**
 * The body of an announcement: lines of a properties file.
 */
public final class AnnouncementBody {
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_FIELDS = 64;

    private AnnouncementBody() {
    }

    /**
     * The node of a body.
     *
     * @throws MalformedAnnouncementException if there is none in it
     */
    public static AnnouncedNode read(byte[] bytes, int from, int to) throws MalformedAnnouncementException {
        if (to - from > MAX_LENGTH) {
            throw new MalformedAnnouncementException("it is too long");
        }
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(bytes, from, to - from));
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedAnnouncementException("it is not in the form of a properties file");
        }
        if (properties.size() > MAX_FIELDS) {
            throw new MalformedAnnouncementException("it has too many fields");
        }
        Map<String, String> fields = new HashMap<>();
        properties.forEach((name, value) -> fields.put(name.toString(), value.toString().strip()));
        return AnnouncedNode.read(fields);
    }
}
