/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

/**
 * Deals with those who route as RFC 2543 did: they put the next hop into the Request-URI, and the target last into Route (RFC 3261 sections
 * 16.4 and 16.6, step 6). The texts of the values are moved, each into the next one's place. Reusable.
 */
public final class StrictRouting {
    private final HeaderValues values = new HeaderValues();
    private final MessageEditor editor = new MessageEditor();

    /** True if a request has been sent by a strict router to who has recorded its Request-URI: nobody else calls a proxy so. */
    public boolean isRecorded(SipMessage request) {
        SipUri uri = request.requestUri();
        if (!uri.isSip() || uri.hasUser() || !uri.isLoose()) {
            return false;
        }
        request.routes(this.values);
        return this.values.next();
    }

    /**
     * Scans the request again as a loose router would have sent it.
     *
     * @return what is wrong, or null
     */
    public Defect loosen(SipMessage request, SipScanner scanner) {
        this.editor.clear();
        byte[] bytes = request.bytes();
        request.routes(this.values);
        int from = request.uriFrom();
        int to = request.uriTo();
        boolean first = true;
        while (this.values.next()) {
            ByteWriter text = this.editor.replace(this.values.from(), this.values.to());
            if (first) {
                putUri(bytes, from, to, text);
            } else {
                text.put(bytes, from, to);
            }
            first = false;
            from = this.values.from();
            to = this.values.to();
        }
        replaceUri(request, from, to, this.editor);
        ByteWriter out = new ByteWriter(request.end() - request.start() + 2);
        return this.editor.write(request, out) ? scanner.scanDatagram(out.bytes(), 0, out.length()) : Defect.MALFORMED_HEADER;
    }

    /**
     * Changes a request so that a strict router takes it.
     *
     * @param taken how many Routes at the front are taken out by other changes; at least one more is there, which names the router
     */
    public void tighten(SipMessage request, int taken, MessageEditor changes) {
        byte[] bytes = request.bytes();
        request.routes(this.values);
        for (int i = 0; i <= taken; i++) {
            this.values.next();
        }
        int from = this.values.from();
        int to = this.values.to();
        replaceUri(request, from, to, changes);
        while (this.values.next()) {
            changes.replace(from, to).put(bytes, this.values.from(), this.values.to());
            from = this.values.from();
            to = this.values.to();
        }
        putUri(bytes, request.uriFrom(), request.uriTo(), changes.replace(from, to));
    }

    /** Replaces the Request-URI by the URI of a Route. */
    private static void replaceUri(SipMessage request, int from, int to, MessageEditor changes) {
        byte[] bytes = request.bytes();
        int open = Ascii.separator(bytes, from, to, '<');
        int close = open == to ? -1 : Ascii.indexOf(bytes, open, to, '>');
        changes.replace(request.uriFrom(), request.uriTo()).put(bytes, open == to ? from : open + 1, close < 0 ? to : close);
    }

    private static void putUri(byte[] bytes, int from, int to, ByteWriter text) {
        text.put('<').put(bytes, from, to).put('>');
    }
}
