/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jboss.as.controller.OperationFailedException;
import org.jboss.dmr.ModelNode;
import org.wildfly.extension.sip.logging.SipExtensionLogger;
import org.wildfly.sip.container.SessionView;
import org.wildfly.sip.container.SipApplication;

/** Describes a session of an application as a model node. */
final class SessionDescription {
    private static final long TIMEOUT_SECONDS = 10;

    private SessionDescription() {
    }

    /**
     * Reads and describes a session, of this node or of the store. Waits for it: the thread is that of a management operation.
     *
     * @throws OperationFailedException if there is none, or it cannot be read in time
     */
    static ModelNode read(SipApplication application, String id) throws OperationFailedException {
        CompletableFuture<ModelNode> description = application.readSession(id)
                .thenApply(view -> view.map(SessionDescription::describe).orElse(null))
                .toCompletableFuture();
        try {
            ModelNode result = description.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (result == null) {
                throw SipExtensionLogger.LOGGER.noSuchSession(id);
            }
            return result;
        } catch (ExecutionException e) {
            throw SipExtensionLogger.LOGGER.cannotReadSession(id, e.getCause());
        } catch (TimeoutException e) {
            throw SipExtensionLogger.LOGGER.cannotReadSession(id, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SipExtensionLogger.LOGGER.cannotReadSession(id, e);
        }
    }

    static ModelNode describe(SessionView view) {
        ModelNode result = new ModelNode();
        result.get("id").set(view.id());
        set(result.get("key"), view.key());
        set(result.get("owner"), view.owner());
        result.get("created").set(view.created());
        if (view.expires() != Long.MAX_VALUE) {
            result.get("expires").set(view.expires());
        }
        attributes(result.get("attributes"), view.attributes());
        result.get("timers").set(view.timers());
        ModelNode sessions = result.get("sip-sessions").setEmptyList();
        for (SessionView.SipSessionView session : view.sipSessions()) {
            ModelNode description = sessions.add();
            description.get("id").set(session.id());
            set(description.get("call-id"), session.callId());
            set(description.get("state"), session.state());
            set(description.get("local-party"), session.localParty());
            set(description.get("remote-party"), session.remoteParty());
            attributes(description.get("attributes"), session.attributes());
        }
        return result;
    }

    private static void attributes(ModelNode node, Map<String, String> attributes) {
        node.setEmptyObject();
        attributes.forEach((name, value) -> set(node.get(name), value));
    }

    private static void set(ModelNode node, String value) {
        if (value != null) {
            node.set(value);
        }
    }
}
