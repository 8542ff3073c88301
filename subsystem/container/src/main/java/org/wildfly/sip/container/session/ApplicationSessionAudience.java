/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.util.function.BiConsumer;

import javax.servlet.sip.SipApplicationSessionAttributeListener;
import javax.servlet.sip.SipApplicationSessionBindingEvent;
import javax.servlet.sip.SipApplicationSessionBindingListener;

/** Who hears of the attributes of an application session. */
final class ApplicationSessionAudience implements SessionAttributes.Audience {
    private final SipApplicationSessionImpl session;

    ApplicationSessionAudience(SipApplicationSessionImpl session) {
        this.session = session;
    }

    @Override
    public void bound(String name, Object value) {
        if (value instanceof SipApplicationSessionBindingListener listener) {
            listener.valueBound(this.event(name));
        }
    }

    @Override
    public void unbound(String name, Object value) {
        if (value instanceof SipApplicationSessionBindingListener listener) {
            listener.valueUnbound(this.event(name));
        }
    }

    @Override
    public void added(String name) {
        this.tell(name, SipApplicationSessionAttributeListener::attributeAdded);
    }

    @Override
    public void replaced(String name) {
        this.tell(name, SipApplicationSessionAttributeListener::attributeReplaced);
    }

    @Override
    public void removed(String name) {
        this.tell(name, SipApplicationSessionAttributeListener::attributeRemoved);
    }

    private void tell(String name, BiConsumer<SipApplicationSessionAttributeListener, SipApplicationSessionBindingEvent> call) {
        SipApplicationSessionBindingEvent event = this.event(name);
        this.session.application.listeners().each(SipApplicationSessionAttributeListener.class, listener -> call.accept(listener, event));
    }

    private SipApplicationSessionBindingEvent event(String name) {
        return new SipApplicationSessionBindingEvent(this.session, name);
    }
}
