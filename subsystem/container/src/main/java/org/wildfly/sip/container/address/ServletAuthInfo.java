/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import javax.servlet.sip.AuthInfo;

/** User names and passwords by status code and realm of the challenge. Not safe for use by several threads. */
public final class ServletAuthInfo implements AuthInfo {
    private final List<Credentials> credentials = new ArrayList<>();

    /**
     * What answers a challenge.
     *
     * @param statusCode 401 or 407
     * @param realm the realm of the challenge
     */
    public record Credentials(int statusCode, String realm, String username, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return this.statusCode + " " + this.realm + " " + this.username;
        }
    }

    @Override
    public void addAuthInfo(int statusCode, String realm, String username, String password) {
        Credentials added = new Credentials(statusCode, Objects.requireNonNull(realm, "realm"), username, password);
        this.credentials.removeIf(known -> known.statusCode() == statusCode && known.realm().equals(realm));
        this.credentials.add(added);
    }

    /** The credentials for a challenge. */
    public Optional<Credentials> find(int statusCode, String realm) {
        return this.credentials.stream().filter(known -> known.statusCode() == statusCode && known.realm().equals(realm)).findAny();
    }
}
