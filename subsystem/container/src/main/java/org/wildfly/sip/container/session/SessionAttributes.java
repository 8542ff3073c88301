/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.util.Set;

/**
 * The attributes of a session as applications use them (JSR 289 section 6.4): checked, stored when they have changed, and told of to listeners. Safe
 * for use by many threads.
 */
final class SessionAttributes {
    private final Attributes values;
    private final SipApplicationSessionImpl owner;
    private final Audience audience;

    /** Whom a kind of session tells of its attributes. */
    interface Audience {
        /** A value has become an attribute's. */
        void bound(String name, Object value);

        /** A value is no attribute's any more. */
        void unbound(String name, Object value);

        /** An attribute has a value for the first time. */
        void added(String name);

        /** An attribute has another value. */
        void replaced(String name);

        /** An attribute is gone. */
        void removed(String name);
    }

    SessionAttributes(SipApplicationSessionImpl owner, Audience audience) {
        this.values = new Attributes(new SessionAttributeCodec(owner));
        this.owner = owner;
        this.audience = audience;
    }

    /** The attributes as they are stored. */
    Attributes values() {
        return this.values;
    }

    /** A value that the application may change in place is stored anew. */
    Object get(String name) {
        Object value = this.values.get(name);
        if (value != null && this.values.isMutable(name)) {
            this.owner.changed();
        }
        return value;
    }

    Set<String> names() {
        return this.values.names();
    }

    void set(String name, Object value) {
        AttributeRules.require(this.owner.application, name, value);
        Object former = this.values.put(name, value);
        this.owner.changed();
        if (former != null && former != value) {
            this.audience.unbound(name, former);
        }
        this.audience.bound(name, value);
        if (former == null) {
            this.audience.added(name);
        } else {
            this.audience.replaced(name);
        }
    }

    void remove(String name) {
        Object former = this.values.remove(name);
        if (former != null) {
            this.owner.changed();
            this.audience.unbound(name, former);
            this.audience.removed(name);
        }
    }
}
