/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.util.Properties;

/**
 * The bounds of the transports.
 *
 * @param maxMessageSize the longest message taken from or kept for a connection, in bytes
 * @param receiveBuffer the size of a UDP socket's receive buffer that is asked for, in bytes
 * @param sendBuffer the size of a UDP socket's send buffer that is asked for, in bytes
 * @param writeQueue how much may wait to be written to a connection, in bytes
 * @param maxConnections how many connections a listening point may have
 * @param connectMillis how long making a connection may take
 * @param messageMillis how long the rest of a message may take once it has begun to come in
 * @param idleMillis how long a connection is kept without traffic
 */
public record TransportSettings(int maxMessageSize, int receiveBuffer, int sendBuffer, int writeQueue, int maxConnections,
        int connectMillis, int messageMillis, long idleMillis) {

    /** Reads jain-sip's own properties for these, where it has them; defaults for the others. */
    public static TransportSettings of(Properties properties) {
        return new TransportSettings(number(properties, "gov.nist.javax.sip.MAX_MESSAGE_SIZE", 65_536),
                number(properties, "gov.nist.javax.sip.RECEIVE_UDP_BUFFER_SIZE", 4_194_304),
                number(properties, "gov.nist.javax.sip.SEND_UDP_BUFFER_SIZE", 1_048_576),
                number(properties, "org.wildfly.sip.ha.TCP_WRITE_QUEUE_SIZE", 1_048_576),
                number(properties, "gov.nist.javax.sip.MAX_CONNECTIONS", 10_000),
                number(properties, "gov.nist.javax.sip.CONNECTION_TIMEOUT", 10_000),
                number(properties, "gov.nist.javax.sip.READ_TIMEOUT", 32_000),
                number(properties, "gov.nist.javax.sip.NIO_MAX_SOCKET_IDLE_TIME", 7_200_000));
    }

    private static int number(Properties properties, String name, int otherwise) {
        String value = properties.getProperty(name);
        return value == null ? otherwise : Integer.parseInt(value.trim());
    }
}
