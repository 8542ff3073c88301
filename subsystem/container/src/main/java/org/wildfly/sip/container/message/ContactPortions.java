/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.util.Locale;

import javax.servlet.sip.Address;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipURI;

import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.header.Contact;
import org.wildfly.sip.container.address.AddressFactory;
import org.wildfly.sip.container.address.ChangeGuard;
import org.wildfly.sip.container.address.ServletAddress;

/**
 * The portions of a Contact that are an application's: display name, user, and parameters, but for those of the URI that say where it leads
 * (JSR 289 section 4.1.3).
 */
public final class ContactPortions {
    /** May be set in place; but in a Contact that was copied from elsewhere it is not meant for the container's address. */
    private static final String TRANSPORT = "transport";

    private final Address source;

    private ContactPortions(Address source) {
        this.source = source;
    }

    /**
     * Takes them from a Contact that an application wrote.
     *
     * @param contact the value of a Contact header field
     * @throws IllegalArgumentException if it is no address with a SIP URI
     */
    public static ContactPortions of(String contact) {
        try {
            Address address = new AddressFactory().createAddress(contact);
            if (address.isWildcard() || !address.getURI().isSipURI()) {
                throw new IllegalArgumentException("Not a Contact with a SIP URI: " + contact);
            }
            return new ContactPortions(address);
        } catch (ServletParseException e) {
            throw new IllegalArgumentException("Not a Contact: " + contact, e);
        }
    }

    /** Takes them from the Contact of a message that is about to be sent, whose address is still to be set. Later changes of it do not count. */
    public static ContactPortions of(Contact contact) {
        return of(contact.getHeaderValue());
    }

    /** Puts them into a Contact that the container made. */
    public void applyTo(Contact contact) {
        Address target = new ServletAddress((AddressImpl) contact.getAddress(), contact.getParameters(), ChangeGuard.NONE);
        if (this.source.getDisplayName() != null) {
            target.setDisplayName(this.source.getDisplayName());
        }
        this.source.getParameterNames().forEachRemaining(name -> target.setParameter(name, this.source.getParameter(name)));
        SipURI from = (SipURI) this.source.getURI();
        SipURI to = (SipURI) target.getURI();
        if (from.getUser() != null) {
            to.setUser(from.getUser());
        }
        from.getParameterNames().forEachRemaining(name -> {
            String key = name.toLowerCase(Locale.ROOT);
            if (!HeaderRule.CONTACT_URI_PARAMETERS.contains(key) && !key.equals(TRANSPORT)) {
                to.setParameter(name, from.getParameter(name));
            }
        });
    }
}
