/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the HTTP session ids that a request carries: in the cookie {@code JSESSIONID}, as {@code ;jsessionid=} in the path, as
 * {@code jsessionid} in the query; capitals do not matter.
 */
final class SessionIds {
    private static final String NAME = "jsessionid";
    /** More than this in one request is nobody's honest request. */
    private static final int MAX_IDS = 8;
    private static final int MAX_LENGTH = 1024;

    private SessionIds() {
    }

    /**
     * The session ids of a request, those of cookies first.
     *
     * @param cookies the values of the {@code Cookie} headers
     * @param path    the path as it was sent
     * @param query   the query as it was sent, without question mark; may be empty
     */
    static List<String> find(Iterable<String> cookies, String path, String query) {
        List<String> ids = new ArrayList<>(2);
        for (String header : cookies) {
            find(header, ";,", false, ids);
        }
        find(path, ";/", true, ids);
        find(query, "&;", false, ids);
        return ids;
    }

    /**
     * The route names that a session id may end with: all that follows the first dot, the text after the last dot, and those between,
     * as an application may name several nodes in the order of its preference.
     */
    static List<String> routes(String id) {
        int first = id.indexOf('.');
        if (first < 0) {
            return List.of();
        }
        List<String> routes = new ArrayList<>(2);
        routes.add(id.substring(first + 1));
        for (int dot = first; dot >= 0 && routes.size() < MAX_IDS; dot = id.indexOf('.', dot + 1)) {
            int next = id.indexOf('.', dot + 1);
            if (next >= 0 || dot > first) {
                routes.add(id.substring(dot + 1, next < 0 ? id.length() : next));
            }
        }
        return routes;
    }

    /** The session id without the route. */
    static String session(String id) {
        int dot = id.indexOf('.');
        return dot < 0 ? id : id.substring(0, dot);
    }

    private static void find(String text, String separators, boolean afterFirst, List<String> ids) {
        int start = afterFirst ? end(text, 0, separators) + 1 : 0;
        while (start < text.length() && ids.size() < MAX_IDS) {
            while (start < text.length() && text.charAt(start) == ' ') {
                start++;
            }
            int end = end(text, start, separators);
            int value = start + NAME.length() + 1;
            if (value < end && text.charAt(value - 1) == '=' && text.regionMatches(true, start, NAME, 0, NAME.length())) {
                add(text.substring(value, end).strip(), ids);
            }
            start = end + 1;
        }
    }

    private static int end(String text, int from, String separators) {
        int end = from;
        while (end < text.length() && separators.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static void add(String value, List<String> ids) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        String id = quoted ? value.substring(1, value.length() - 1) : value;
        if (!id.isEmpty() && id.length() <= MAX_LENGTH) {
            ids.add(id);
        }
    }
}
