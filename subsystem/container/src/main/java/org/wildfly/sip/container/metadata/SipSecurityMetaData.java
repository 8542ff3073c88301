/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a descriptor demands of who sends requests to an application (JSR 289 section 17). Annotations say nothing of it. Immutable.
 *
 * @param constraints {@code security-constraint}, in their order
 * @param login {@code login-config}; null if there is none
 * @param roles {@code security-role}, in their order
 * @param runAs the role of {@code run-as} by the name of the servlet
 * @param roleReferences the {@code role-link} of {@code security-role-ref} by its {@code role-name}, by the name of the servlet
 */
public record SipSecurityMetaData(List<Constraint> constraints, Login login, List<String> roles, Map<String, String> runAs,
        Map<String, Map<String, String>> roleReferences) {
    /** An application that demands nothing. */
    public static final SipSecurityMetaData NONE = new SipSecurityMetaData(List.of(), null, List.of(), Map.of(), Map.of());

    /** Copies what it is made of. */
    public SipSecurityMetaData {
        constraints = List.copyOf(constraints);
        roles = List.copyOf(roles);
        runAs = Map.copyOf(runAs);
        roleReferences = Map.copyOf(roleReferences);
    }

    /** Whether any request is restricted. */
    public boolean isConstrained() {
        return !this.constraints.isEmpty();
    }

    /** The first constraint on requests of a method to a servlet; empty if everybody may send them. */
    public Optional<Constraint> constraint(String servletName, String method) {
        return this.constraints.stream().filter(constraint -> constraint.covers(servletName, method)).findFirst();
    }

    /**
     * A {@code security-constraint}.
     *
     * @param resources what it covers
     * @param proxyAuthentication whether the challenge is 407 and not 401
     * @param roles of {@code auth-constraint}: who may send, {@code *} for all roles, none for nobody; null if there is no such element
     * @param transport the least that the transport must guarantee
     */
    public record Constraint(List<Resource> resources, boolean proxyAuthentication, List<String> roles, TransportGuarantee transport) {
        /** Whether requests of a method to a servlet are covered. */
        public boolean covers(String servletName, String method) {
            return this.resources.stream().anyMatch(resource -> resource.covers(servletName, method));
        }
    }

    /**
     * A {@code resource-collection}.
     *
     * @param location where it stands
     * @param servlets names of servlets; none for all
     * @param methods SIP methods; none for all
     */
    public record Resource(Location location, List<String> servlets, List<String> methods) {
        boolean covers(String servletName, String method) {
            return (this.servlets.isEmpty() || this.servlets.contains(servletName))
                    && (this.methods.isEmpty() || this.methods.contains(method));
        }
    }

    /** {@code transport-guarantee}. */
    public enum TransportGuarantee {
        /** Any transport. */
        NONE,
        /** Nobody can change what is sent. */
        INTEGRAL,
        /** Nobody can read what is sent. */
        CONFIDENTIAL
    }

    /**
     * {@code login-config}.
     *
     * @param method {@code auth-method}, for instance {@code DIGEST}; null if there is none
     * @param realm {@code realm-name}; null if there is none
     * @param assertionScheme {@code identity-assertion-scheme}, for instance {@code P-Asserted-Identity}; null if there is none
     * @param assertionRequired whether {@code identity-assertion-support} is {@code REQUIRED} and not {@code SUPPORTED}
     */
    public record Login(String method, String realm, String assertionScheme, boolean assertionRequired) {
    }
}
