/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.security.Principal;
import java.util.Objects;

import gov.nist.javax.sip.message.SIPMessage;

/** Where a message comes from, and from whom. */
abstract class MessageOrigin extends MessageBody {
    private final Direction direction;
    private final MessageAddresses transportAddresses;
    private Principal userPrincipal;

    MessageOrigin(SIPMessage message, Direction direction) {
        super(message);
        this.direction = Objects.requireNonNull(direction, "direction");
        this.transportAddresses = new MessageAddresses(message, direction);
    }

    /** Whether it was received. */
    public final Direction direction() {
        return this.direction;
    }

    final boolean isInbound() {
        return this.direction == Direction.INBOUND;
    }

    /** Where it came from and where it was received; the container may know better than the message. */
    public final MessageAddresses transportAddresses() {
        return this.transportAddresses;
    }

    @Override
    public final String getRemoteAddr() {
        return MessageAddresses.host(this.transportAddresses.remote());
    }

    @Override
    public final int getRemotePort() {
        return MessageAddresses.port(this.transportAddresses.remote());
    }

    @Override
    public final String getTransport() {
        return MessageAddresses.transport(this.transportAddresses.remote());
    }

    @Override
    public final String getLocalAddr() {
        return MessageAddresses.host(this.transportAddresses.local());
    }

    @Override
    public final int getLocalPort() {
        return MessageAddresses.port(this.transportAddresses.local());
    }

    @Override
    public final String getInitialRemoteAddr() {
        return MessageAddresses.host(this.transportAddresses.initialRemote());
    }

    @Override
    public final int getInitialRemotePort() {
        return MessageAddresses.port(this.transportAddresses.initialRemote());
    }

    @Override
    public final String getInitialTransport() {
        return MessageAddresses.transport(this.transportAddresses.initialRemote());
    }

    @Override
    public final boolean isSecure() {
        String transport = this.getTransport();
        return "TLS".equals(transport) || "WSS".equals(transport);
    }

    @Override
    public final String getRemoteUser() {
        return this.userPrincipal == null ? null : this.userPrincipal.getName();
    }

    @Override
    public final Principal getUserPrincipal() {
        return this.userPrincipal;
    }

    /** @param userPrincipal who the container found the sender to be; null if that is not known */
    public final void setUserPrincipal(Principal userPrincipal) {
        this.userPrincipal = userPrincipal;
    }

    /** False: users have no roles yet. */
    @Override
    public final boolean isUserInRole(String role) {
        return false;
    }
}
