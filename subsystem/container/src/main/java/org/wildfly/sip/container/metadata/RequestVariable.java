/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.util.List;
import java.util.function.Function;

import javax.servlet.sip.Address;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.TelURL;
import javax.servlet.sip.URI;

/**
 * A {@code var} of the mapping language, for instance {@code request.from.uri.host} (JSR 289 section 16.1). Immutable.
 *
 * @param kind how its values are compared
 * @param value gives its value in a request, or null if the request does not have it
 */
record RequestVariable(Kind kind, Function<SipServletRequest, String> value) {
    /** How values are compared. */
    enum Kind {
        /** As text. */
        TEXT,
        /** As a host: case-insensitively; has subdomains. */
        HOST,
        /** As a telephone number: without visual separators, case-insensitively; has subdomains. */
        TELEPHONE
    }

    private static final String PARAMETER = "param.";
    private static final List<String> ADDRESSES = List.of("from", "to", "route");
    private static final int SIP_PORT = 5060;
    private static final int SIPS_PORT = 5061;

    /**
     * Understands a variable's name.
     *
     * @throws IllegalArgumentException if there is no such variable; the message says what there is
     */
    static RequestVariable of(String name) {
        if (!name.startsWith("request.")) {
            throw new IllegalArgumentException("every variable begins with \"request.\"");
        }
        String path = name.substring("request.".length());
        if (path.equals("method")) {
            return text(SipServletRequest::getMethod);
        }
        int dot = path.indexOf('.');
        String first = dot < 0 ? path : path.substring(0, dot);
        String rest = dot < 0 ? "" : path.substring(dot + 1);
        if (first.equals("uri")) {
            return ofUri(rest, dot < 0, SipServletRequest::getRequestURI);
        }
        if (ADDRESSES.contains(first)) {
            return ofAddress(rest, dot < 0, address(first));
        }
        throw new IllegalArgumentException("after \"request.\" stands one of method, uri, from, to, route");
    }

    private static Function<SipServletRequest, Address> address(String name) {
        return switch (name) {
            case "from" -> SipServletRequest::getFrom;
            case "to" -> SipServletRequest::getTo;
            default -> SipServletRequest::getPoppedRoute;
        };
    }

    private static RequestVariable ofAddress(String path, boolean whole, Function<SipServletRequest, Address> address) {
        if (whole) {
            return text(optional(address, Address::toString));
        }
        if (path.equals("display-name")) {
            return text(optional(address, Address::getDisplayName));
        }
        Function<SipServletRequest, URI> uri = optional(address, Address::getURI);
        if (path.equals("uri")) {
            return ofUri("", true, uri);
        }
        if (path.startsWith("uri.")) {
            return ofUri(path.substring("uri.".length()), false, uri);
        }
        throw new IllegalArgumentException("an address has display-name and uri");
    }

    private static RequestVariable ofUri(String path, boolean whole, Function<SipServletRequest, URI> uri) {
        if (whole) {
            return text(optional(uri, URI::toString));
        }
        if (path.startsWith(PARAMETER) && path.length() > PARAMETER.length()) {
            String parameter = path.substring(PARAMETER.length());
            return text(optional(uri, u -> u.getParameter(parameter)));
        }
        return switch (path) {
            case "scheme" -> text(optional(uri, URI::getScheme));
            case "user" -> text(optional(uri, u -> u instanceof SipURI sip ? sip.getUser() : null));
            case "host" -> new RequestVariable(Kind.HOST, optional(uri, u -> u instanceof SipURI sip ? sip.getHost() : null));
            case "port" -> text(optional(uri, u -> u instanceof SipURI sip ? port(sip) : null));
            case "tel" -> new RequestVariable(Kind.TELEPHONE, optional(uri, RequestVariable::telephone));
            default -> throw new IllegalArgumentException("a URI has scheme, user, host, port, tel and param.NAME");
        };
    }

    private static RequestVariable text(Function<SipServletRequest, String> value) {
        return new RequestVariable(Kind.TEXT, value);
    }

    private static <T, R> Function<SipServletRequest, R> optional(Function<SipServletRequest, T> source, Function<T, R> property) {
        return request -> {
            T value = source.apply(request);
            return value == null ? null : property.apply(value);
        };
    }

    private static String port(SipURI uri) {
        if (uri.getPort() > 0) {
            return Integer.toString(uri.getPort());
        }
        boolean tls = uri.isSecure() || "tls".equalsIgnoreCase(uri.getTransportParam());
        return Integer.toString(tls ? SIPS_PORT : SIP_PORT);
    }

    private static String telephone(URI uri) {
        if (uri instanceof TelURL tel) {
            String number = TelephoneNumber.normalize(tel.getPhoneNumber());
            return tel.isGlobal() && !number.startsWith("+") ? "+" + number : number;
        }
        boolean phone = uri instanceof SipURI sip && "phone".equalsIgnoreCase(sip.getUserParam()) && sip.getUser() != null;
        return phone ? TelephoneNumber.normalize(((SipURI) uri).getUser()) : null;
    }
}
