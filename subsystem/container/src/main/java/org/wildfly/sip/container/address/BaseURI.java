/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;

import javax.servlet.sip.URI;

import gov.nist.javax.sip.address.GenericURI;

/**
 * What all URIs of the SIP Servlet API have in common. A URI is a view of jain-sip's object, so changes are seen in the message that it is part
 * of. Not safe for use by several threads.
 */
public abstract class BaseURI implements URI {
    private final ChangeGuard guard;

    BaseURI(ChangeGuard guard) {
        this.guard = guard;
    }

    /** The object of the stack that this is a view of. */
    public abstract GenericURI unwrap();

    abstract ParameterList parameters();

    @Override
    public abstract URI clone();

    @Override
    public String getScheme() {
        return this.unwrap().getScheme();
    }

    @Override
    public boolean isSipURI() {
        return false;
    }

    @Override
    public String getParameter(String key) {
        return this.parameters().get(Objects.requireNonNull(key, "key"));
    }

    @Override
    public Iterator<String> getParameterNames() {
        return List.copyOf(this.parameters().names()).iterator();
    }

    @Override
    public void setParameter(String name, String value) {
        Objects.requireNonNull(name, "name");
        if (value == null) {
            this.removeParameter(name);
        } else {
            this.change(ChangeGuard.Part.URI_PARAMETER, name, () -> this.parameters().set(name, value));
        }
    }

    @Override
    public void removeParameter(String name) {
        Objects.requireNonNull(name, "name");
        this.change(ChangeGuard.Part.URI_PARAMETER, name, () -> this.parameters().remove(name));
    }

    final void change(ChangeGuard.Part part, String name, Runnable change) {
        this.guard.check(part, name);
        change.run();
        this.guard.changed();
    }

    @Override
    public String toString() {
        return this.unwrap().encode();
    }
}
