/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.logging;

import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the stack that is used alone tells the operator of its dialogs. */
@MessageLogger(projectCode = "WFLYSIP", length = 4)
public interface DialogLog extends BasicLogger {
    /** The logger of replicated dialogs. */
    DialogLog LOGGER = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), DialogLog.class, "org.wildfly.sip.ha.dialog");

    @LogMessage(level = WARN)
    @Message(id = 140, value = "No answer of the store about dialog %s within %d ms; going on without")
    void lookUpTimedOut(String dialogId, long millis);

    @LogMessage(level = WARN)
    @Message(id = 141, value = "The store could not tell about dialog %s: %s")
    void lookUpFailed(String dialogId, String reason);

    @LogMessage(level = WARN)
    @Message(id = 142, value = "Dialog %s was taken over but cannot be used")
    void unreadable(String dialogId, @Cause Throwable cause);

    @LogMessage(level = INFO)
    @Message(id = 143, value = "Stack %s is node %s; dialogs are kept by %s")
    void started(String stack, String node, String store);

    @LogMessage(level = WARN)
    @Message(id = 144, value = "These properties of stack %s mean nothing here and are ignored: %s")
    void ignoredProperties(String stack, String names);

    @LogMessage(level = WARN)
    @Message(id = 145, value = "Dialogs of stack %s do not outlive this process: no shared store (property %s)")
    void notShared(String stack, String property);

    @Message(id = 146, value = "The store %s cannot be made")
    String badStore(String name);
}
