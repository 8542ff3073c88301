/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the store tells the operator. */
@MessageLogger(projectCode = "WFLYSIP", length = 4)
public interface StoreLog extends BasicLogger {
    /** The logger of the store over Infinispan. */
    StoreLog LOGGER = Logger.getMessageLogger(MethodHandles.lookup(), StoreLog.class, "org.wildfly.sip.ha.store");

    @LogMessage(level = INFO)
    @Message(id = 150, value = "Node %s keeps SIP sessions in cache %s, together with %s")
    void started(String node, String cache, Object nodes);

    @LogMessage(level = INFO)
    @Message(id = 151, value = "Node %s has left the SIP cluster")
    void nodeLeft(String node);

    @LogMessage(level = WARN)
    @Message(id = 152, value = "Entry %s in the cache of SIP sessions cannot be read: %s; left alone")
    void unreadableEntry(String key, String reason);

    @LogMessage(level = ERROR)
    @Message(id = 153, value = "A listener of the store of SIP sessions failed")
    void listenerFailed(@Cause Throwable failure);

    @Message(id = 154, value = "Not the state of a SIP session: %d bytes")
    String malformed(int length);

    @Message(id = 155, value = "SIP session state of format %d, written by a newer release")
    String unknownFormat(int format);

    @Message(id = 156, value = "SIP session %s changes too often to be written")
    IllegalStateException contended(String key);

    @Message(id = 157, value = "Too many writes to %s wait for an answer")
    IllegalStateException overloaded(Object peer);

    @Message(id = 158, value = "The store of SIP sessions is closed")
    IllegalStateException closed();

    @Message(id = 159, value = "The name %s of a node is longer than %d bytes")
    IllegalArgumentException longName(String name, int bytes);
}
