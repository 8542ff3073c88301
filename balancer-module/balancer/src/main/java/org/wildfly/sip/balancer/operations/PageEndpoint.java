/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The web page: {@code /} and what it consists of. It asks the other endpoints for what it shows.
 */
final class PageEndpoint implements Endpoint {
    /** Resource and content type by path. */
    static final Map<String, String[]> FILES = Map.of("/", new String[]{"page.html", "text/html; charset=utf-8"},
            "/page.css", new String[]{"page.css", "text/css; charset=utf-8"},
            "/page.js", new String[]{"page.js", "text/javascript; charset=utf-8"},
            "/icon.svg", new String[]{"icon.svg", "image/svg+xml"});

    @Override
    public Reply handle(Request request) {
        String[] file = FILES.get(request.path());
        if (file == null || request.isPost()) {
            return null;
        }
        try (InputStream in = PageEndpoint.class.getResourceAsStream(file[0])) {
            return new Reply(200, file[1], in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
