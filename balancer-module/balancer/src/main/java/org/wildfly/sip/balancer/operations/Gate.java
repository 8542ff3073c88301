/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

/**
 * Lets only those requests pass that an operator has meant to send: with his credentials, not sent by a page of somebody else's in his
 * browser, for a name that is this host's.
 */
final class Gate extends Filter {
    private static final int MAX_BODY = 4096;
    private static final long TOLD_EVERY = TimeUnit.MINUTES.toNanos(1);
    /** An address cannot be made to mean another host by whoever has a name in DNS. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[[0-9a-fA-F:.]{2,45}]");
    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");

    private final Credentials credentials;
    private final String host;
    private final AtomicLong told = new AtomicLong(System.nanoTime() - TOLD_EVERY);

    /**
     * @param credentials those that are needed, or null
     * @param host        the name by which operators call this host, besides localhost and its addresses
     */
    Gate(Credentials credentials, String host) {
        this.credentials = credentials;
        this.host = host;
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        protect(exchange.getResponseHeaders());
        Headers headers = exchange.getRequestHeaders();
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        String length = headers.getFirst("Content-Length");
        if (!Set.of("GET", "HEAD", "POST").contains(method)) {
            refuse(exchange, 405, "GET, HEAD and POST are allowed\n");
        } else if (!isOwn(headers.getFirst("Host"))) {
            refuse(exchange, 421, "This is not the host of that name; call it by its address, localhost or operationsHost\n");
        } else if (headers.containsKey("Transfer-Encoding")
                || length != null && (length.length() > 4 || Long.parseLong(length) > MAX_BODY)) {
            refuse(exchange, 413, "The body is not read\n");
        } else if (method.equals("POST") && !isSameSite(headers)) {
            refuse(exchange, 403, "Not for pages of other sites\n");
        } else if (!path.equals(HealthEndpoint.LIVE) && !path.equals(HealthEndpoint.READY) && !isAdmitted(exchange, headers)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"SIP load balancer\", charset=\"UTF-8\"");
            refuse(exchange, 401, "operationsUser and operationsPassword are needed\n");
        } else {
            chain.doFilter(exchange);
        }
    }

    private static void protect(Headers headers) {
        headers.set("Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
    }

    private boolean isOwn(String hostHeader) {
        if (hostHeader == null || hostHeader.length() > 255) {
            return false;
        }
        String name = PORT.matcher(hostHeader).replaceFirst("");
        return name.equalsIgnoreCase("localhost") || name.equalsIgnoreCase(this.host) || ADDRESS.matcher(name).matches();
    }

    /** Browsers say from which page a request comes; whoever says nothing is no browser. */
    private static boolean isSameSite(Headers headers) {
        String origin = headers.getFirst("Origin");
        String site = headers.getFirst("Sec-Fetch-Site");
        String own = headers.getFirst("Host");
        return (origin == null || origin.equalsIgnoreCase("http://" + own) || origin.equalsIgnoreCase("https://" + own))
                && (site == null || site.equals("same-origin") || site.equals("none"));
    }

    private boolean isAdmitted(HttpExchange exchange, Headers headers) {
        String given = headers.getFirst("Authorization");
        boolean admitted = this.credentials == null || this.credentials.admit(given);
        long now = System.nanoTime();
        long last = this.told.get();
        if (!admitted && given != null && now - last >= TOLD_EVERY && this.told.compareAndSet(last, now)) {
            OperationsLogger.LOGGER.refused(exchange.getRemoteAddress().getAddress().getHostAddress());
        }
        return admitted;
    }

    private static void refuse(HttpExchange exchange, int status, String text) throws IOException {
        Exchanges.send(exchange, Reply.text(status, text));
    }

    @Override
    public String description() {
        return "credentials, origin, host";
    }
}
