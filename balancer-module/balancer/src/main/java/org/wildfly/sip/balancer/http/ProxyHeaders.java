/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.NetworkUtils;
import io.undertow.util.StatusCodes;
import org.wildfly.sip.balancer.network.Network;

/**
 * Takes out of requests and responses what is for one hop only (RFC 9110 section 7.6.1), and out of requests what tells of earlier hops
 * unless a trusted proxy says it; tells the node of this one. The proxy adds X-Forwarded-For, -Proto, -Port and -Server itself.
 */
final class ProxyHeaders implements HttpHandler {
    private static final String X_FORWARDED = "x-forwarded-";
    private static final String CLOSE = "close";
    /** What decides where a message ends or goes is not the sender's to take out. */
    private static final Set<String> END_TO_END = Set.of("host", "content-length", "transfer-encoding", "cookie", "authorization");
    private static final HttpString FORWARDED = new HttpString("Forwarded");
    private static final HttpString X_REAL_IP = new HttpString("X-Real-IP");
    private static final HttpString KEEP_ALIVE = new HttpString("Keep-Alive");
    private static final HttpString PROXY_CONNECTION = new HttpString("Proxy-Connection");

    private final HttpHandler next;
    private final List<Network> trusted;
    private final boolean forwarded;

    /**
     * @param trusted   the proxies that are believed
     * @param forwarded true if the node gets {@code Forwarded}, too
     */
    ProxyHeaders(HttpHandler next, List<Network> trusted, boolean forwarded) {
        this.next = next;
        this.trusted = trusted;
        this.forwarded = forwarded;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        HeaderMap headers = exchange.getRequestHeaders();
        boolean webSocket = "websocket".equalsIgnoreCase(headers.getFirst(Headers.UPGRADE));
        if (removeHopByHop(headers).contains(CLOSE)) {
            exchange.setPersistent(false);
        }
        headers.remove(Headers.UPGRADE);
        if (webSocket) {
            headers.put(Headers.CONNECTION, "Upgrade");
            headers.put(Headers.UPGRADE, "websocket");
        }
        InetAddress client = exchange.getSourceAddress().getAddress();
        if (this.trusted.stream().anyMatch(range -> range.contains(client))) {
            join(headers, Headers.X_FORWARDED_FOR);
        } else {
            removeForwarded(headers);
        }
        if (!headers.contains(Headers.HOST)) {
            // HTTP/1.0 can do without, the node gets HTTP/1.1.
            headers.put(Headers.HOST, exchange.getHostAndPort());
        }
        if (!headers.contains(Headers.X_FORWARDED_HOST)) {
            headers.put(Headers.X_FORWARDED_HOST, headers.getFirst(Headers.HOST));
        }
        if (this.forwarded) {
            headers.add(FORWARDED, forwarded(exchange));
        }
        exchange.addResponseCommitListener(ProxyHeaders::cleanResponse);
        this.next.handleRequest(exchange);
    }

    private static void cleanResponse(HttpServerExchange exchange) {
        RequestState.of(exchange).stopTimer();
        if (exchange.getStatusCode() != StatusCodes.SWITCHING_PROTOCOLS) {
            removeHopByHop(exchange.getResponseHeaders());
            exchange.getResponseHeaders().remove(Headers.UPGRADE);
        }
        if (!exchange.isHttp11()) {
            exchange.getResponseHeaders().remove(Headers.TRANSFER_ENCODING);
        }
    }

    /** What Connection says, in small letters. */
    private static List<String> removeHopByHop(HeaderMap headers) {
        List<String> named = new ArrayList<>(2);
        for (String value : headers.eachValue(Headers.CONNECTION)) {
            Stream.of(value.toLowerCase(Locale.ROOT).split(",")).map(String::strip).filter(name -> !name.isEmpty()).forEach(named::add);
        }
        headers.remove(Headers.CONNECTION);
        named.stream().filter(name -> !END_TO_END.contains(name)).forEach(headers::remove);
        headers.remove(KEEP_ALIVE);
        headers.remove(PROXY_CONNECTION);
        headers.remove(Headers.TE);
        return named;
    }

    private static void removeForwarded(HeaderMap headers) {
        List<HttpString> names = headers.getHeaderNames().stream()
                .filter(name -> name.toString().toLowerCase(Locale.ROOT).startsWith(X_FORWARDED)).toList();
        names.forEach(headers::remove);
        headers.remove(FORWARDED);
        headers.remove(X_REAL_IP);
    }

    private static void join(HeaderMap headers, HttpString name) {
        HeaderValues values = headers.get(name);
        if (values != null && values.size() > 1) {
            headers.put(name, String.join(",", values));
        }
    }

    private static String forwarded(HttpServerExchange exchange) {
        InetSocketAddress client = exchange.getSourceAddress();
        String address = NetworkUtils.formatPossibleIpv6Address(client.getAddress().getHostAddress());
        return "for=" + (address.startsWith("[") ? '"' + address + '"' : address) + ";host=\""
                + exchange.getRequestHeaders().getFirst(Headers.HOST) + "\";proto=" + exchange.getRequestScheme();
    }
}
