/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.nio.charset.StandardCharsets;

import org.wildfly.sip.balancer.config.BalancerConfiguration.RegisterPath;
import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.message.HeaderValues;
import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.message.SipMessage;

/**
 * The changes in messages of clients that let nodes find back to them: Path in registrations (RFC 3327), and where the client is.
 */
final class ClientEdits {
    private static final byte[] PATH = bytes("path");
    private static final byte[] OUTBOUND = bytes("outbound");
    private static final byte[] ADDRESS = bytes("X-Sip-Balancer-InitialRemoteAddr: ");
    private static final byte[] PORT = bytes("X-Sip-Balancer-InitialRemotePort: ");
    private static final byte[] LINE_END = bytes("\r\n");

    private final Workplace place;
    private final RequestEdits edits;
    private final NatDetection nat;
    private final HeaderValues values = new HeaderValues();

    ClientEdits(Workplace place, RequestEdits edits, NatDetection nat) {
        this.place = place;
        this.edits = edits;
        this.nat = nat;
    }

    /**
     * Changes a request that goes to a node.
     *
     * @param from the place from which it leaves, to which the node sends
     */
    void editRequest(ListeningPoint from) {
        SipMessage request = this.place.message;
        boolean register = request.method() == Method.REGISTER;
        boolean natted = register && this.nat.isRegisteredBehindNat();
        if (register && isPathWanted(request, natted)) {
            boolean secure = request.requestUri().isSecure() && TransportChoice.isSecure(from.transport());
            ByteWriter text = this.place.editor.replace(request.headersStart(), request.headersStart());
            from.writePath(secure, this.edits.token(this.place.arrival.flow()), natted ? this.nat.source() : null, text);
        }
        this.place.editor.removeInitialRemote(request);
        if ((register || request.end() > request.body()) && this.place.forwarding.rules().routing().initialRemote()) {
            writeRemote(request);
        }
    }

    /** Changes a response that goes to a node. */
    void editResponse() {
        this.place.editor.removeInitialRemote(this.place.message);
        if (this.place.forwarding.rules().routing().initialRemote()) {
            writeRemote(this.place.message);
        }
    }

    private boolean isPathWanted(SipMessage request, boolean natted) {
        RegisterPath wanted = this.place.forwarding.rules().routing().registerPath();
        if (wanted != RegisterPath.SUPPORTED) {
            return wanted == RegisterPath.ALWAYS;
        }
        boolean supported = natted || this.place.arrival.flow() != Arrival.NO_FLOW;
        this.values.ofSupported(request);
        while (!supported && this.values.next()) {
            supported = this.values.is(PATH) || this.values.is(OUTBOUND);
        }
        return supported;
    }

    private void writeRemote(SipMessage message) {
        Arrival arrival = this.place.arrival;
        this.place.editor.replace(message.headersStart(), message.headersStart()).put(ADDRESS).address(arrival.high(), arrival.low())
                .put(LINE_END).put(PORT).decimal(arrival.port()).put(LINE_END);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
