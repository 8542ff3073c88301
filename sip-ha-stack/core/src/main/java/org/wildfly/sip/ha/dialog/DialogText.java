/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.dialog;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import gov.nist.javax.sip.ListeningPointImpl;
import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ContactList;
import gov.nist.javax.sip.header.Event;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.RouteList;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.ContactParser;
import gov.nist.javax.sip.parser.EventParser;
import gov.nist.javax.sip.parser.RouteParser;
import org.wildfly.sip.ha.codec.StateFormatException;

/** Header fields and addresses of a dialog as text, and back. */
final class DialogText {
    private DialogText() {
    }

    static String text(Object header) {
        return header == null ? null : header.toString().trim();
    }

    static List<String> texts(Iterator<?> headers) {
        List<String> texts = new ArrayList<>();
        headers.forEachRemaining(header -> texts.add(text(header)));
        return texts;
    }

    static AddressImpl address(String text) {
        return read(text, () -> (AddressImpl) new AddressFactoryImpl().createAddress(text));
    }

    static Contact contact(String text) {
        return read(text, () -> (Contact) ((ContactList) new ContactParser(text + '\n').parse()).getFirst());
    }

    static Event event(String text) {
        return read(text, () -> (Event) new EventParser(text + '\n').parse());
    }

    static RouteList routes(List<String> texts) {
        RouteList routes = new RouteList();
        for (String text : texts) {
            routes.add(read(text, () -> (Route) ((RouteList) new RouteParser(text + '\n').parse()).getFirst()));
        }
        return routes;
    }

    /**
     * The response that jain-sip's constructor makes a dialog from. Its method is OPTIONS, by which it does nothing to the state of the dialog.
     */
    static SIPResponse skeleton(DialogState state, SipProviderImpl provider) {
        return read(state, () -> {
            SIPResponse response = new SIPResponse();
            response.setStatusCode(200);
            Via via = ((ListeningPointImpl) provider.getListeningPoint(state.path().transport())).getViaHeader();
            response.setVia(List.of(via));
            From from = new From();
            from.setAddress(address(state.identity().localParty()));
            To to = new To();
            to.setAddress(address(state.identity().remoteParty()));
            if (state.identity().localTag() != null) {
                from.setTag(state.identity().localTag());
            }
            if (state.identity().remoteTag() != null) {
                to.setTag(state.identity().remoteTag());
            }
            response.setFrom(from);
            response.setTo(to);
            response.setCallId(state.identity().callId());
            response.setCSeq(new CSeq(Math.max(0, state.numbers().local()), "OPTIONS"));
            return response;
        });
    }

    private interface Reading<T> {
        T read() throws ParseException, javax.sip.InvalidArgumentException;
    }

    private static <T> T read(Object source, Reading<T> reading) {
        if (source == null) {
            return null;
        }
        try {
            return reading.read();
        } catch (ParseException | javax.sip.InvalidArgumentException | RuntimeException failure) {
            throw new StateFormatException("a dialog with " + source, failure);
        }
    }
}
