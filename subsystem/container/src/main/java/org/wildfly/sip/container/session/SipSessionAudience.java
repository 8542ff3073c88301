/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.util.function.BiConsumer;

import javax.servlet.sip.SipSessionAttributeListener;
import javax.servlet.sip.SipSessionBindingEvent;
import javax.servlet.sip.SipSessionBindingListener;

/** Who hears of the attributes of a SIP session. */
final class SipSessionAudience implements SessionAttributes.Audience {
    private final SipSessionImpl session;

    SipSessionAudience(SipSessionImpl session) {
        this.session = session;
    }

    @Override
    public void bound(String name, Object value) {
        if (value instanceof SipSessionBindingListener listener) {
            listener.valueBound(this.event(name));
        }
    }

    @Override
    public void unbound(String name, Object value) {
        if (value instanceof SipSessionBindingListener listener) {
            listener.valueUnbound(this.event(name));
        }
    }

    @Override
    public void added(String name) {
        this.tell(name, SipSessionAttributeListener::attributeAdded);
    }

    @Override
    public void replaced(String name) {
        this.tell(name, SipSessionAttributeListener::attributeReplaced);
    }

    @Override
    public void removed(String name) {
        this.tell(name, SipSessionAttributeListener::attributeRemoved);
    }

    private void tell(String name, BiConsumer<SipSessionAttributeListener, SipSessionBindingEvent> call) {
        SipSessionBindingEvent event = this.event(name);
        this.session.application().listeners().each(SipSessionAttributeListener.class, listener -> call.accept(listener, event));
    }

    private SipSessionBindingEvent event(String name) {
        return new SipSessionBindingEvent(this.session, name);
    }
}
