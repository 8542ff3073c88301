/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import javax.servlet.sip.Parameterable;

import gov.nist.core.NameValueList;

/** What addresses and other values with parameters have in common. Not safe for use by several threads. */
abstract class BaseParameterable implements Parameterable {
    private final NameValueList list;
    private final ChangeGuard guard;

    BaseParameterable(NameValueList list, ChangeGuard guard) {
        this.list = list;
        this.guard = guard;
    }

    final ParameterList parameters() {
        return new ParameterList(this.list, ParameterList.Style.HEADER);
    }

    final NameValueList list() {
        return this.list;
    }

    final ChangeGuard guard() {
        return this.guard;
    }

    @Override
    public abstract Object clone();

    @Override
    public String getParameter(String key) {
        return this.parameters().get(Objects.requireNonNull(key, "key"));
    }

    @Override
    public Iterator<String> getParameterNames() {
        return List.copyOf(this.parameters().names()).iterator();
    }

    @Override
    public Set<Map.Entry<String, String>> getParameters() {
        return this.parameters().entries();
    }

    @Override
    public void setParameter(String name, String value) {
        Objects.requireNonNull(name, "name");
        if (value == null) {
            this.removeParameter(name);
        } else {
            this.change(ChangeGuard.Part.PARAMETER, name, () -> this.parameters().set(name, value));
        }
    }

    @Override
    public void removeParameter(String name) {
        Objects.requireNonNull(name, "name");
        this.change(ChangeGuard.Part.PARAMETER, name, () -> this.parameters().remove(name));
    }

    final void change(ChangeGuard.Part part, String name, Runnable change) {
        this.guard.check(part, name);
        change.run();
        this.guard.changed();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(this.getValue());
        if (!this.list.isEmpty()) {
            this.list.encode(text.append(';'));
        }
        return text.toString();
    }
}
