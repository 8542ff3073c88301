/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

import javax.sip.InvalidArgumentException;
import javax.sip.address.SipURI;
import javax.sip.address.URI;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.RouteList;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.message.SIPRequest;

/** Makes requests of a dialog's values (RFC 3261 section 12.2.1.1), without Via and Contact. */
final class DialogRequest {
    private static final int MAX_FORWARDS = 70;

    private DialogRequest() {
    }

    static SIPRequest of(Dialog dialog, String method, long sequence) throws ParseException, InvalidArgumentException {
        SIPRequest request = new SIPRequest();
        request.setMethod(method);
        request.setCallId(new CallID(dialog.callId));
        request.setCSeq(new CSeq(sequence, method));
        From from = new From();
        from.setAddress(address(dialog.localParty));
        from.setTag(dialog.localTag);
        request.setFrom(from);
        To to = new To();
        to.setAddress(address(dialog.remoteParty));
        if (dialog.remoteTag != null) {
            to.setTag(dialog.remoteTag);
        }
        request.setTo(to);
        request.setMaxForwards(new MaxForwards(MAX_FORWARDS));
        route(dialog, request);
        return request;
    }

    private static void route(Dialog dialog, SIPRequest request) throws ParseException {
        List<AddressImpl> hops = new ArrayList<>(dialog.routes.size() + 1);
        for (String route : dialog.routes) {
            hops.add(address(route));
        }
        URI target = new AddressFactoryImpl().createURI(dialog.remoteTarget);
        if (!hops.isEmpty() && hops.get(0).getURI() instanceof SipURI first && !first.hasLrParam()) {
            // A strict router in front: it becomes the Request-URI, the target the last Route
            hops.add((AddressImpl) new AddressFactoryImpl().createAddress(target));
            target = hops.remove(0).getURI();
        }
        request.setRequestURI(target);
        if (!hops.isEmpty()) {
            RouteList list = new RouteList();
            for (AddressImpl hop : hops) {
                Route route = new Route();
                route.setAddress(hop);
                list.add(route);
            }
            request.setHeader(list);
        }
    }

    private static AddressImpl address(String text) throws ParseException {
        return (AddressImpl) new AddressFactoryImpl().createAddress(text);
    }
}
