/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.mobicents.tools.sip.balancer;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * A node as it goes over the wire of Java RMI. The names and types of the fields and the number of the version must stay as they are.
 */
public final class SIPNode implements Serializable {
    private static final long serialVersionUID = -4959114432342926569L;

    private String hostName;
    private String ip;
    private long timeStamp;
    private HashMap<String, Serializable> properties;

    /**
     * @param hostName   the name of its host
     * @param ip         its address
     * @param timeStamp  when it said so, by its own clock, in milliseconds
     * @param properties what else it says, as its ports
     */
    public SIPNode(String hostName, String ip, long timeStamp, Map<String, ? extends Serializable> properties) {
        this.hostName = hostName;
        this.ip = ip;
        this.timeStamp = timeStamp;
        this.properties = new HashMap<>(properties);
    }

    /** The name of its host; may be null. */
    public String getHostName() {
        return this.hostName;
    }

    /** Its address; may be null. */
    public String getIp() {
        return this.ip;
    }

    /** When it said so, by its own clock, in milliseconds. */
    public long getTimeStamp() {
        return this.timeStamp;
    }

    /** What else it says; may be null. */
    public Map<String, Serializable> getProperties() {
        return this.properties;
    }
}
