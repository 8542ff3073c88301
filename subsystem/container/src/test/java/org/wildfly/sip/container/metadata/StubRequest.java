/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

import javax.servlet.sip.Address;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.TelURL;
import javax.servlet.sip.URI;

/** A request of the few properties that routing and selection look at; everything else is refused. */
public final class StubRequest {
    private final Map<String, Object> properties = new HashMap<>();
    private final Map<String, Object> headers = new HashMap<>();

    private StubRequest(String method) {
        this.properties.put("getMethod", method);
        this.properties.put("getRequestURI", null);
        this.properties.put("getFrom", null);
        this.properties.put("getTo", null);
        this.properties.put("getPoppedRoute", null);
        this.properties.put("getApplicationSession", null);
    }

    public static StubRequest request(String method) {
        return new StubRequest(method);
    }

    public StubRequest uri(URI uri) {
        this.properties.put("getRequestURI", uri);
        return this;
    }

    public StubRequest from(Address address) {
        this.properties.put("getFrom", address);
        return this.header("From", address);
    }

    public StubRequest to(Address address) {
        this.properties.put("getTo", address);
        return this.header("To", address);
    }

    public StubRequest poppedRoute(Address address) {
        this.properties.put("getPoppedRoute", address);
        return this;
    }

    /** @param value an {@link Address}, or a string for a header that is none */
    public StubRequest header(String name, Object value) {
        this.headers.put(name, value);
        return this;
    }

    /** The application session of an application that made this request. */
    public StubRequest madeBy(String applicationName) {
        this.properties.put("getApplicationSession",
                stub(SipApplicationSession.class, Map.of("getApplicationName", applicationName), Map.of()));
        return this;
    }

    public SipServletRequest build() {
        return stub(SipServletRequest.class, this.properties, this.headers);
    }

    public static Address address(String displayName, URI uri) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("getDisplayName", displayName);
        properties.put("getURI", uri);
        properties.put("toString", (displayName == null ? "" : "\"" + displayName + "\" ") + "<" + uri + ">;tag=1234");
        return stub(Address.class, properties, Map.of());
    }

    public static SipURI sip(String user, String host) {
        return sip(false, user, host, -1, Map.of());
    }

    public static SipURI sip(boolean secure, String user, String host, int port, Map<String, String> parameters) {
        Map<String, Object> properties = new HashMap<>();
        String scheme = secure ? "sips" : "sip";
        properties.put("getScheme", scheme);
        properties.put("isSecure", secure);
        properties.put("getUser", user);
        properties.put("getHost", host);
        properties.put("getPort", port);
        properties.put("getUserParam", parameters.get("user"));
        properties.put("getTransportParam", parameters.get("transport"));
        properties.put("toString", scheme + ":" + (user == null ? "" : user + "@") + host + (port > 0 ? ":" + port : ""));
        return stub(SipURI.class, properties, new HashMap<>(parameters));
    }

    public static TelURL tel(String number, boolean global) {
        return stub(TelURL.class, Map.of("getScheme", "tel", "getPhoneNumber", number, "isGlobal", global, "toString", "tel:" + number),
                Map.of());
    }

    private static <T> T stub(Class<T> type, Map<String, Object> properties, Map<String, Object> named) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (proxy, method, arguments) -> {
            String name = method.getName();
            switch (name) {
                case "getParameter" :
                    return named.get(arguments[0]);
                case "getHeader" :
                    Object value = named.get(arguments[0]);
                    return value == null ? null : value.toString();
                case "getAddressHeader" :
                    if (named.get(arguments[0]) instanceof String text) {
                        throw new ServletParseException(text);
                    }
                    return named.get(arguments[0]);
                default :
                    if (!properties.containsKey(name)) {
                        throw new UnsupportedOperationException(name);
                    }
                    return properties.get(name);
            }
        }));
    }
}
