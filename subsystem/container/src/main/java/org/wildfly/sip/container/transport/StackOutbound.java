/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.transport;

import java.io.IOException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;

import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.RouteHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;

import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import org.wildfly.sip.container.ContainerStatisticsCounters;
import org.wildfly.sip.container.message.ContactPortions;

/** Sends through the stack, from the connector that has the transport of the next hop. Safe for use by many threads. */
public final class StackOutbound implements Outbound {
    private static final int CALL_ID_BYTES = 18;
    private static final int BRANCH_BYTES = 12;

    private final SecureRandom random = new SecureRandom();
    private final Supplier<SipProvider> provider;
    private final LocalAddresses addresses;
    private final BalancerRoutes balancers;
    private final ContainerStatisticsCounters counters;
    private final Duration baseTimer;

    /**
     * @param provider the stack's provider
     * @param addresses what peers are told of this node's connectors
     * @param balancers the way out of this node
     * @param baseTimer T1 of RFC 3261
     */
    public StackOutbound(Supplier<SipProvider> provider, LocalAddresses addresses, BalancerRoutes balancers,
            ContainerStatisticsCounters counters, Duration baseTimer) {
        this.provider = provider;
        this.addresses = addresses;
        this.balancers = balancers;
        this.counters = counters;
        this.baseTimer = baseTimer;
    }

    @Override
    public String newCallId() {
        return this.random(CALL_ID_BYTES);
    }

    @Override
    public void prepare(SIPRequest request) {
        LocalAddresses.Local local = this.addresses.of(nextHopTransport(request));
        if (local != null && hasContact(request.getMethod())) {
            this.contact(request, local);
        }
    }

    @Override
    public void complete(SIPRequest request, boolean initial) throws IOException {
        try {
            if (initial && !request.getMethod().equals(Request.ACK)) {
                this.routeOut(request);
            }
            String transport = nextHopTransport(request);
            LocalAddresses.Local local = this.addresses.of(transport);
            if (local == null) {
                throw new IOException("no connector has the transport " + transport + ": add /subsystem=sip/connector for it");
            }
            Via via = new Via();
            via.setHost(local.host());
            via.setPort(local.port());
            via.setTransport(transport);
            via.setBranch("z9hG4bK" + this.random(BRANCH_BYTES));
            via.setRPort();
            request.removeHeader(ViaHeader.NAME);
            request.addFirst(via);
            if (hasContact(request.getMethod())) {
                this.contact(request, local);
            }
        } catch (ParseException | SipException | InvalidArgumentException | RuntimeException invalid) {
            throw new IOException("request cannot be completed: " + invalid.getMessage(), invalid);
        }
    }

    private void routeOut(SIPRequest request) throws ParseException, SipException {
        if (request.getRequestURI() instanceof SipURI target && this.addresses.isConnector(target)) {
            return;
        }
        SipURI balancer = this.balancers.elect(nextHopTransport(request));
        if (balancer != null && !this.isLedOut(request)) {
            Route route = new Route();
            AddressImpl address = new AddressImpl();
            address.setURI(balancer);
            route.setAddress(address);
            request.addFirst(route);
        }
    }

    /** Whether a balancer is the first Route already: the request is sent again, with credentials say. */
    private boolean isLedOut(SIPRequest request) {
        return request.getHeader(RouteHeader.NAME) instanceof RouteHeader first && first.getAddress().getURI() instanceof SipURI uri
                && this.balancers.isBalancer(uri);
    }

    @Override
    public ClientTransaction send(SIPRequest request, Object applicationData) throws IOException {
        try {
            ClientTransaction transaction = this.provider.get().getNewClientTransaction(request);
            transaction.setApplicationData(applicationData);
            transaction.setRetransmitTimer((int) this.baseTimer.toMillis());
            transaction.sendRequest();
            this.counters.requestsSent.increment();
            return transaction;
        } catch (SipException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    @Override
    public void cancel(ClientTransaction invite) throws IOException {
        try {
            this.provider.get().getNewClientTransaction(invite.createCancel()).sendRequest();
            this.counters.requestsSent.increment();
        } catch (SipException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    @Override
    public void sendAck(SIPRequest ack) throws IOException {
        try {
            this.provider.get().sendRequest(ack);
            this.counters.requestsSent.increment();
        } catch (SipException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    @Override
    public void complete(SIPResponse response) {
        int status = response.getStatusCode();
        if (status > 100 && status < 300 && hasContact(response.getCSeq().getMethod())) {
            LocalAddresses.Local local = this.addresses.of(response.getTopmostVia().getTransport());
            if (local != null) {
                this.contact(response, local);
            }
        }
    }

    @Override
    public void send(ServerTransaction transaction, SIPResponse response) throws IOException {
        try {
            transaction.sendResponse(response);
            this.counters.responsesSent.increment();
        } catch (SipException | InvalidArgumentException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    @Override
    public void sendStateless(SIPResponse response) throws IOException {
        try {
            this.provider.get().sendResponse(response);
            this.counters.responsesSent.increment();
        } catch (SipException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    @Override
    public List<SipURI> interfaces() {
        return this.addresses.uris();
    }

    @Override
    public boolean isLocal(SipURI uri) {
        return this.addresses.isConnector(uri) || this.balancers.isBalancer(uri);
    }

    /** Has the Contact lead to this node; what the application set in its user part and parameters stays (JSR 289 section 4.1.3). */
    private void contact(SIPMessage message, LocalAddresses.Local local) {
        try {
            Contact existing = (Contact) message.getContactHeader();
            Contact contact = new Contact();
            AddressImpl address = new AddressImpl();
            address.setURI(local.uri());
            contact.setAddress(address);
            if (existing != null) {
                ContactPortions.of(existing).applyTo(contact);
            }
            message.setHeader(contact);
        } catch (RuntimeException invalid) {
            throw new IllegalStateException("Contact cannot be set: " + invalid.getMessage(), invalid);
        }
    }

    private static boolean hasContact(String method) {
        return Dialogs.isTargetRefresh(method);
    }

    private static String nextHopTransport(SIPRequest request) {
        RouteHeader route = (RouteHeader) request.getHeader(RouteHeader.NAME);
        URI next = route == null ? request.getRequestURI() : route.getAddress().getURI();
        String transport = next instanceof SipURI uri ? uri.getTransportParam() : null;
        return transport == null ? "UDP" : transport.toUpperCase(java.util.Locale.ROOT);
    }

    private String random(int bytes) {
        byte[] drawn = new byte[bytes];
        this.random.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }
}
