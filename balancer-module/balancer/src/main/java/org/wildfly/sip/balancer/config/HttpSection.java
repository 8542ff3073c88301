/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.wildfly.sip.balancer.config.HttpConfiguration.Limits;
import org.wildfly.sip.balancer.config.HttpConfiguration.Timeouts;
import org.wildfly.sip.balancer.network.Network;

/**
 * The section of the file about the HTTP side.
 */
final class HttpSection {
    private static final String HTTP_HOST = "httpHost";
    private static final String HTTP_PORT = "httpPort";
    private static final String HTTPS_PORT = "httpsPort";
    private static final String REDIRECT_STATUS = "httpsRedirectStatus";
    private static final String UNAVAILABLE_HOST = "unavailableHost";
    private static final String AFFINITY_KEY = "httpAffinityKey";
    private static final String HTTP2 = "http2";
    private static final String HTTP2_CLEARTEXT = "http2Cleartext";
    private static final String TRUSTED_PROXIES = "httpTrustedProxies";
    private static final String FORWARDED = "httpForwardedHeader";
    private static final String IO_THREADS = "httpThreads";
    private static final String MAX_CONTENT_LENGTH = "maxContentLength";
    private static final String MAX_HEADER_SIZE = "httpMaxHeaderSize";
    private static final String MAX_HEADERS = "httpMaxHeaders";
    private static final String MAX_CONNECTIONS = "httpMaxConnections";
    private static final String MAX_NODE_CONNECTIONS = "httpMaxNodeConnections";
    private static final String CONNECT_TIMEOUT = "httpConnectTimeout";
    private static final String RESPONSE_TIMEOUT = "httpResponseTimeout";
    private static final String REQUEST_TIMEOUT = "httpRequestTimeout";
    private static final String KEEP_ALIVE_TIMEOUT = "httpKeepAliveTimeout";
    private static final String IDLE_TIMEOUT = "httpIdleTimeout";
    private static final String EJECTION_TIME = "httpNodeEjectionTime";
    private static final String SHUTDOWN_TIMEOUT = "httpShutdownTimeout";
    private static final String KEY_STORE = "javax.net.ssl.keyStore";
    private static final int NOT_SET = -1;
    private static final List<Integer> REDIRECTS = List.of(0, 301, 302, 307, 308);

    private HttpSection() {
    }

    /**
     * The HTTP side, or null if neither of its ports is set.
     *
     * @param byDefault the host if no other is given
     */
    static HttpConfiguration read(Settings settings, String byDefault) {
        settings.live(REDIRECT_STATUS, UNAVAILABLE_HOST, AFFINITY_KEY, TRUSTED_PROXIES, FORWARDED, MAX_CONTENT_LENGTH, MAX_HEADER_SIZE,
                MAX_HEADERS, MAX_NODE_CONNECTIONS, CONNECT_TIMEOUT, RESPONSE_TIMEOUT, REQUEST_TIMEOUT, KEEP_ALIVE_TIMEOUT, IDLE_TIMEOUT,
                EJECTION_TIME, SHUTDOWN_TIMEOUT);
        String host = settings.text(HTTP_HOST, byDefault);
        HttpConfiguration http = new HttpConfiguration(AddressSection.host(settings, HTTP_HOST, host),
                settings.number(HTTP_PORT, NOT_SET, 0, 65535), settings.number(HTTPS_PORT, NOT_SET, 0, 65535), redirectStatus(settings),
                unavailable(settings), settings.text(AFFINITY_KEY, "appsession"), settings.flag(HTTP2, true),
                settings.flag(HTTP2_CLEARTEXT, false), trustedProxies(settings), settings.flag(FORWARDED, false),
                limits(settings), timeouts(settings));
        if (http.httpsPort() != NOT_SET && !settings.isSet(KEY_STORE)) {
            settings.problem(HTTPS_PORT, "needs a certificate: add " + KEY_STORE + " and " + KEY_STORE + "Password");
        }
        return http.httpPort() == NOT_SET && http.httpsPort() == NOT_SET ? null : http;
    }

    private static Limits limits(Settings settings) {
        return new Limits(settings.number(IO_THREADS, 2, 1, 64), settings.number(MAX_CONTENT_LENGTH, 1_048_576, 0, Integer.MAX_VALUE),
                settings.number(MAX_HEADER_SIZE, 65_536, 1024, 1_048_576), settings.number(MAX_HEADERS, 200, 10, 10_000),
                settings.number(MAX_CONNECTIONS, 10_000, 1, 1_000_000), settings.number(MAX_NODE_CONNECTIONS, 1000, 1, 100_000));
    }

    private static Timeouts timeouts(Settings settings) {
        return new Timeouts(Duration.ofMillis(settings.number(CONNECT_TIMEOUT, 2000, 10, 60_000)),
                Duration.ofMillis(settings.number(RESPONSE_TIMEOUT, 60_000, 10, 3_600_000)),
                Duration.ofMillis(settings.number(REQUEST_TIMEOUT, 10_000, 10, 3_600_000)),
                Duration.ofMillis(settings.number(KEEP_ALIVE_TIMEOUT, 60_000, 10, 3_600_000)),
                Duration.ofMillis(settings.number(IDLE_TIMEOUT, 300_000, 10, 86_400_000)),
                Duration.ofMillis(settings.number(EJECTION_TIME, 5000, 0, 3_600_000)),
                Duration.ofMillis(settings.number(SHUTDOWN_TIMEOUT, 10_000, 0, 600_000)));
    }

    private static int redirectStatus(Settings settings) {
        int status = settings.number(REDIRECT_STATUS, 302, 0, 308);
        if (!REDIRECTS.contains(status)) {
            settings.problem(REDIRECT_STATUS, "is none of " + REDIRECTS + "; 0 serves the plain port without a redirect");
        }
        return status;
    }

    /** What requests are redirected to while there is no node: {@code scheme://host[:port]}, with a path if that was given; or null. */
    private static URI unavailable(Settings settings) {
        String text = settings.text(UNAVAILABLE_HOST, null);
        if (text == null) {
            return null;
        }
        try {
            URI uri = new URI(text.contains("://") ? text : "http://" + text);
            if (uri.getHost() != null && (uri.getScheme().equals("http") || uri.getScheme().equals("https"))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        settings.problem(UNAVAILABLE_HOST, "is neither a host, with a port if need be, nor an http or https URL");
        return null;
    }

    private static List<Network> trustedProxies(Settings settings) {
        List<Network> ranges = new ArrayList<>();
        for (String text : settings.list(TRUSTED_PROXIES)) {
            try {
                ranges.add(Network.parse(text));
            } catch (IllegalArgumentException e) {
                settings.problem(TRUSTED_PROXIES, "has " + e.getMessage());
            }
        }
        return List.copyOf(ranges);
    }
}
