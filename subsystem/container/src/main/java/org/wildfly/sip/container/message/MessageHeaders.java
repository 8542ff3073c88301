/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Objects;
import java.util.function.Consumer;

import javax.servlet.sip.Address;
import javax.servlet.sip.Parameterable;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipServletMessage;

import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.header.AddressParametersHeader;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPMessage;
import org.wildfly.sip.container.address.AddressFactory;
import org.wildfly.sip.container.address.ServletAddress;

/** A message's header fields as JSR 289 shows them to applications. */
abstract class MessageHeaders implements SipServletMessage {
    private static final String CONTENT_LENGTH = "content-length";

    private final AddressFactory addresses = new AddressFactory();
    private final SIPMessage message;
    private final HeaderFields fields;
    private HeaderForm headerForm = HeaderForm.DEFAULT;

    MessageHeaders(SIPMessage message) {
        this.message = Objects.requireNonNull(message, "message");
        this.fields = new HeaderFields(message);
    }

    final HeaderFields fields() {
        return this.fields;
    }

    final AddressFactory addresses() {
        return this.addresses;
    }

    final HeaderRule rule(String name) {
        return HeaderRule.of(name, this.message);
    }

    /** Called before From or To is changed in place. */
    void beforePartyChange() {
    }

    /** Whether From and To may be changed but for their tags. */
    abstract boolean arePartiesChangeable();

    /** @throws IllegalStateException if the message is committed */
    final void checkChangeable() {
        if (this.isCommitted()) {
            throw new IllegalStateException(this.getMethod() + " is committed");
        }
    }

    @Override
    public Iterator<String> getHeaderNames() {
        return this.fields.names().iterator();
    }

    @Override
    public String getHeader(String name) {
        List<String> values = this.fields.values(Objects.requireNonNull(name, "name"));
        return values.isEmpty() ? null : values.get(0);
    }

    @Override
    public ListIterator<String> getHeaders(String name) {
        return new HeaderListIterator<>(this.fields.values(Objects.requireNonNull(name, "name")), this.writer(name));
    }

    @Override
    public void setHeader(String name, String value) {
        this.set(name, List.of(Objects.requireNonNull(value, "value")));
    }

    @Override
    public void addHeader(String name, String value) {
        this.add(name, Objects.requireNonNull(value, "value"), false);
    }

    @Override
    public void removeHeader(String name) {
        this.set(name, List.of());
    }

    @Override
    public Address getAddressHeader(String name) throws ServletParseException {
        List<Address> addresses = this.addressList(name);
        return addresses.isEmpty() ? null : addresses.get(0);
    }

    @Override
    public ListIterator<Address> getAddressHeaders(String name) throws ServletParseException {
        return new HeaderListIterator<>(this.addressList(name), this.writer(name));
    }

    @Override
    public void setAddressHeader(String name, Address address) {
        this.set(name, List.of(address.toString()));
    }

    @Override
    public void addAddressHeader(String name, Address address, boolean first) {
        this.add(name, address.toString(), first);
    }

    @Override
    public Parameterable getParameterableHeader(String name) throws ServletParseException {
        List<Parameterable> parameterables = this.parameterableList(name);
        return parameterables.isEmpty() ? null : parameterables.get(0);
    }

    @Override
    public ListIterator<? extends Parameterable> getParameterableHeaders(String name) throws ServletParseException {
        return new HeaderListIterator<>(this.parameterableList(name), this.writer(name));
    }

    @Override
    public void setParameterableHeader(String name, Parameterable parameterable) {
        this.set(name, List.of(parameterable.toString()));
    }

    @Override
    public void addParameterableHeader(String name, Parameterable parameterable, boolean first) {
        this.add(name, parameterable.toString(), first);
    }

    @Override
    public HeaderForm getHeaderForm() {
        return this.headerForm;
    }

    @Override
    public void setHeaderForm(HeaderForm form) {
        this.headerForm = Objects.requireNonNull(form, "form");
    }

    /** Whether a header field such as Supported lists an option tag. */
    final boolean hasOption(String name, String option) {
        return this.fields.values(name).stream().anyMatch(option::equalsIgnoreCase);
    }

    /** A view of From or To. */
    final Address party(String name) {
        return this.view((AddressParametersHeader) this.fields.find(name).get(0), name);
    }

    private List<Address> addressList(String name) throws ServletParseException {
        List<Address> addresses = new ArrayList<>();
        int index = 0;
        for (SIPHeader header : this.fields.find(Objects.requireNonNull(name, "name"))) {
            if (header instanceof AddressParametersHeader) {
                addresses.add(this.view((AddressParametersHeader) header, name));
            }
        }
        if (!addresses.isEmpty()) {
            return addresses;
        }
        for (String value : this.fields.singleValues(name)) {
            HeaderSlot slot = new HeaderSlot(this, name, index++);
            addresses.add(slot.bind(this.addresses.createAddress(value, slot), value));
        }
        return addresses;
    }

    private ServletAddress view(AddressParametersHeader header, String name) {
        return new ServletAddress((AddressImpl) header.getAddress(), header.getParameters(), new HeaderGuard(this, name));
    }

    private List<Parameterable> parameterableList(String name) throws ServletParseException {
        List<SIPHeader> headers = this.fields.find(Objects.requireNonNull(name, "name"));
        if (!headers.isEmpty() && headers.get(0) instanceof AddressParametersHeader) {
            return new ArrayList<>(this.addressList(name));
        }
        List<Parameterable> parameterables = new ArrayList<>();
        int index = 0;
        for (String value : this.fields.singleValues(name)) {
            HeaderSlot slot = new HeaderSlot(this, name, index++);
            boolean address = this.addresses.createParameterable(value) instanceof Address;
            parameterables.add(slot.bind(address
                    ? this.addresses.createAddress(value, slot)
                    : this.addresses.createParameterable(value, slot), value));
        }
        return parameterables;
    }

    private <T> Consumer<List<T>> writer(String name) {
        return values -> {
            if (this.rule(name) != HeaderRule.FREE) {
                throw new IllegalStateException(name + " is managed by the container");
            }
            this.set(name, values.stream().map(Object::toString).toList());
        };
    }

    /** Content-Length is always that of the body, whatever an application sets. */
    private void set(String name, List<String> values) {
        this.checkReplaceable(name);
        if (!HeaderName.key(name).equals(CONTENT_LENGTH)) {
            this.fields.set(name, values);
        }
    }

    private void add(String name, String value, boolean first) {
        this.checkReplaceable(name);
        if (!HeaderName.key(name).equals(CONTENT_LENGTH)) {
            this.fields.add(name, value, first);
        }
    }

    private void checkReplaceable(String name) {
        Objects.requireNonNull(name, "name");
        if (this.rule(name) != HeaderRule.FREE) {
            throw new IllegalArgumentException(name + " is managed by the container");
        }
        this.checkChangeable();
    }
}
