/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import static org.wildfly.sip.balancer.message.HeaderName.CALL_ID;
import static org.wildfly.sip.balancer.message.HeaderName.CSEQ;
import static org.wildfly.sip.balancer.message.HeaderName.FROM;
import static org.wildfly.sip.balancer.message.HeaderName.MAX_FORWARDS;
import static org.wildfly.sip.balancer.message.HeaderName.ROUTE;
import static org.wildfly.sip.balancer.message.HeaderName.TO;
import static org.wildfly.sip.balancer.message.HeaderName.VIA;

/**
 * A view on the bytes of a SIP message: knows where what a balancer reads stands, copies nothing, makes no objects. Reusable: valid until
 * the next scan, or until the bytes change. Not for several threads.
 */
public final class SipMessage {
    final HeaderLines lines = new HeaderLines();
    private final Via requestVia = new Via();
    /** Mostly the balancer's own, of which only the parameters change. */
    private final Via responseVia = Via.remembering();
    private final SipUri requestUri = new SipUri();
    private final ControlHeaders control = new ControlHeaders();
    private final MessageHashes hashes;
    private byte[] bytes;
    private int start;
    private int end;
    private int headersStart;
    private int body;
    private int status;
    private int uriFrom;
    private int uriTo;
    private Method method;
    private boolean answerable;

    /**
     * @param hash for the hash of the Call-ID; the same key on all balancers that are to agree on the node for a call
     */
    public SipMessage(SipHash hash) {
        this.hashes = new MessageHashes(hash, this.lines);
    }

    void begin(byte[] bytes, int start) {
        this.bytes = bytes;
        this.start = start;
        this.lines.clear();
        this.control.begin(bytes, this.lines);
        this.hashes.begin(bytes);
        this.answerable = false;
        this.status = 0;
        this.method = null;
    }

    void request(Method method, int uriFrom, int uriTo) {
        this.method = method;
        this.uriFrom = uriFrom;
        this.uriTo = uriTo;
    }

    void response(int status) {
        this.status = status;
    }

    void headers(int from) {
        this.headersStart = from;
    }

    void body(int from, int to) {
        this.body = from;
        this.end = to;
    }

    /** Reads the headers whose places are known. Null if they are good. */
    Defect read() {
        int callId = this.lines.first(CALL_ID);
        int from = this.lines.first(FROM);
        int to = this.lines.first(TO);
        int cseq = this.lines.first(CSEQ);
        int via = this.lines.first(VIA);
        if (via < 0 || cseq < 0) {
            return Defect.MISSING_HEADER;
        }
        int viaFrom = this.lines.valueStart(via);
        int viaTo = Ascii.separator(this.bytes, viaFrom, this.lines.valueEnd(via), ',');
        if (!topVia().parse(this.bytes, viaFrom, Ascii.trimEnd(this.bytes, viaFrom, viaTo))) {
            return Defect.MALFORMED_HEADER;
        }
        this.answerable = isRequest() && this.method != Method.ACK;
        if (callId < 0 || from < 0 || to < 0) {
            return Defect.MISSING_HEADER;
        }
        if (!this.control.read(this.bytes, this.lines, this.method)
                || this.lines.valueStart(callId) == this.lines.valueEnd(callId)) {
            return Defect.MALFORMED_HEADER;
        }
        this.method = this.control.method();
        boolean badUri = isRequest() && (!this.requestUri.parse(this.bytes, this.uriFrom, this.uriTo) || this.requestUri.hasHeaders());
        return badUri ? Defect.MALFORMED_HEADER : null;
    }

    /** The bytes of which this is a view; not to be changed. */
    public byte[] bytes() {
        return this.bytes;
    }

    /** The index of the first byte. */
    public int start() {
        return this.start;
    }

    /** The index after the last byte. */
    public int end() {
        return this.end;
    }

    /** The index of the first header. */
    public int headersStart() {
        return this.headersStart;
    }

    /** True if it says how long its body is. */
    public boolean hasContentLength() {
        return this.lines.has(HeaderName.CONTENT_LENGTH);
    }

    /** The index of the first byte of the body. */
    public int body() {
        return this.body;
    }

    public boolean isRequest() {
        return this.status == 0;
    }

    /** True for a request that can be answered, whatever else is wrong with it; known once all headers are scanned. */
    public boolean isAnswerable() {
        return this.answerable;
    }

    /** The status code of a response, 0 of a request. */
    public int status() {
        return this.status;
    }

    /** The method: of the request, or of the CSeq of a response. */
    public Method method() {
        return this.method;
    }

    /** The number in CSeq. */
    public int sequence() {
        return this.control.sequence();
    }

    /** The value of Max-Forwards, or -1 if there is none. */
    public int maxForwards() {
        return this.control.maxForwards();
    }

    /** True if To has a tag: the message belongs to a dialog, or to an early one. */
    public boolean hasToTag() {
        return this.control.hasToTag();
    }

    /** True if the tag of To has this length. */
    boolean isToTagOf(int length) {
        return this.control.isToTagOf(length);
    }

    /** True if the tag of To is this text. */
    public boolean isToTag(byte[] text, int length) {
        return this.control.isToTag(text, length);
    }

    /** The Request-URI of a request. */
    public SipUri requestUri() {
        return this.requestUri;
    }

    /** The index of the first byte of the Request-URI. */
    public int uriFrom() {
        return this.uriFrom;
    }

    /** The index after the last byte of the Request-URI. */
    public int uriTo() {
        return this.uriTo;
    }

    /** The first Via. */
    public Via topVia() {
        return isRequest() ? this.requestVia : this.responseVia;
    }

    /** Puts a walk to before the first Route. */
    public void routes(HeaderValues values) {
        values.begin(this.bytes, this.lines, ROUTE);
    }

    /** Reads a value into a view. False if it is malformed. */
    public boolean parse(HeaderValues value, Via via) {
        return via.parse(this.bytes, value.from(), value.to());
    }

    /** Reads a value into a view. False if it is malformed. */
    public boolean parse(HeaderValues value, SipUri uri) {
        return uri.parseNameAddr(this.bytes, value.from(), value.to());
    }

    /** A hash for whatever is made of this message. */
    SipHash hash() {
        return this.hashes.hash();
    }

    /** Feeds the Call-ID into a hash, if there is one. */
    public SipHash hashCallId(SipHash into) {
        return this.hashes.update(CALL_ID, into);
    }

    /** Feeds the From header into a hash, if there is one. */
    public SipHash hashFrom(SipHash into) {
        return this.hashes.update(FROM, into);
    }

    /** The hash of the Call-ID, which stands for the call. */
    public long callIdHash() {
        return this.hashes.callId();
    }

    /** Where the value of Max-Forwards begins; only if there is one. */
    public int maxForwardsFrom() {
        return this.lines.valueStart(this.lines.first(MAX_FORWARDS));
    }

    /** Where the value of Max-Forwards ends. */
    public int maxForwardsTo() {
        return this.lines.valueEnd(this.lines.first(MAX_FORWARDS));
    }
}
