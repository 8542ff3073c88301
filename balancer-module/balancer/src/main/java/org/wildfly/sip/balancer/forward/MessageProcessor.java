/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.function.Supplier;

import org.wildfly.sip.balancer.BalancerLogger;
import org.wildfly.sip.balancer.dns.Place;
import org.wildfly.sip.balancer.message.Answer;
import org.wildfly.sip.balancer.message.Defect;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.message.SipScanner;
import org.wildfly.sip.balancer.message.StrictRouting;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.statistics.Counter;

/**
 * Processes messages one after the other: a stateless proxy (RFC 3261 section 16.11). One per thread. Whatever is wrong with a message,
 * it is counted and the next one is processed.
 */
public final class MessageProcessor {
    private final Workplace place;
    private final SipScanner scanner;
    private final RouteSet routes = new RouteSet();
    private final StrictRouting strict = new StrictRouting();
    private final Rejection rejection;
    private final NodeAnnouncement announcement;
    private final Admission admission;
    private final UndeliverableRequest undeliverable;
    private final NodeChoice choice;
    private final RequestToNode toNode;
    private final RequestFromNode fromNode;
    private final ResponseForwarder responses;

    /**
     * @param current  what is in effect now, asked for with each message; must not wait
     * @param outbound sends what this processor forwards; used on this processor's thread only
     */
    public MessageProcessor(Supplier<Forwarding> current, Outbound outbound) {
        this.place = new Workplace(current, outbound);
        this.scanner = new SipScanner(this.place.message);
        Branch branch = new Branch(this.place.hash);
        NatDetection nat = new NatDetection(this.place);
        RequestEdits edits = new RequestEdits(this.place, branch, nat);
        this.rejection = new Rejection(this.place, edits);
        this.announcement = new NodeAnnouncement(this.place, this.rejection);
        this.admission = new Admission(this.place, branch, this.rejection);
        this.undeliverable = new UndeliverableRequest(this.place, this.rejection);
        this.choice = new NodeChoice(this.place);
        ClientEdits clientEdits = new ClientEdits(this.place, edits, nat);
        this.toNode = new RequestToNode(this.place, edits, clientEdits, this.rejection);
        this.fromNode = new RequestFromNode(this.place, this.rejection, this.choice, this.toNode,
                new RequestToClient(this.place, edits, this.rejection));
        this.responses = new ResponseForwarder(this.place, clientEdits, this.choice, branch);
    }

    /**
     * Processes a datagram.
     *
     * @param at where it came
     */
    public void datagram(ListeningPoint at, InetSocketAddress source, byte[] bytes, int from, int to) {
        framed(at, source, Arrival.NO_FLOW, bytes, from, to);
    }

    /**
     * Processes a message that the transport delimits (RFC 7118 section 5).
     *
     * @param at   where it came
     * @param flow the number of its connection, or {@link Arrival#NO_FLOW}
     */
    public void framed(ListeningPoint at, InetSocketAddress source, long flow, byte[] bytes, int from, int to) {
        try {
            this.place.arrival.set(at, source, flow);
            Defect defect = this.scanner.scanDatagram(bytes, from, to);
            if (defect == null) {
                process();
            } else {
                refuse(defect);
            }
        } catch (RuntimeException | LinkageError e) {
            failed(e);
        }
    }

    /**
     * Scans the beginning of what came on a stream, all headers of a message at least.
     *
     * @return what is wrong, or null
     */
    public Defect scan(byte[] bytes, int from, int to) {
        return this.scanner.scanStream(bytes, from, to);
    }

    /** The message that was scanned last. */
    public SipMessage scanned() {
        return this.place.message;
    }

    /**
     * Processes the message that was scanned last and has come completely.
     *
     * @param at   where its connection ends
     * @param flow the connection's number
     */
    public void streamed(ListeningPoint at, InetSocketAddress source, long flow) {
        try {
            this.place.arrival.set(at, source, flow);
            process();
        } catch (RuntimeException | LinkageError e) {
            failed(e);
        }
    }

    /** Answers the message that was scanned last, with which something is wrong, or drops it if that is not possible. */
    public void refused(ListeningPoint at, InetSocketAddress source, long flow, Defect defect) {
        try {
            this.place.arrival.set(at, source, flow);
            refuse(defect);
        } catch (RuntimeException | LinkageError e) {
            failed(e);
        }
    }

    /**
     * Sends a request that could not be sent to another node, or answers it.
     *
     * @param at        from where it was to be sent
     * @param bytes     the request as it was to be sent, with the balancer's own Via on top
     * @param elsewhere the same as it came, if it may go to another place; else null
     */
    public void undeliverable(ListeningPoint at, InetSocketAddress nextHop, byte[] bytes, RequestCopy elsewhere) {
        try {
            if (elsewhere != null) {
                this.place.forwarding.deferred().places().failed(new Place(at.transport(), nextHop));
                process(elsewhere, true);
                return;
            }
            this.place.arrival.set(at, nextHop, Arrival.NO_FLOW);
            if (this.scanner.scanDatagram(bytes, 0, bytes.length) != null || !this.place.message.isRequest()) {
                return;
            }
            this.place.begin();
            RequestCopy copy = this.undeliverable.copy();
            if (copy != null) {
                sendTo(this.undeliverable.another(), copy);
            } else if (this.undeliverable.answer()) {
                byte[] answer = Arrays.copyOf(this.place.out.bytes(), this.place.out.length());
                this.scanner.scanDatagram(answer, 0, answer.length);
                this.place.begin();
                this.responses.forwardOwn();
            }
        } catch (RuntimeException | LinkageError e) {
            failed(e);
        }
    }

    /**
     * Processes a request anew.
     *
     * @param again true if its node has died, or its place could not be reached; false if it has waited for its target to be looked up
     */
    void process(RequestCopy request, boolean again) {
        try {
            begin(request, again);
            request();
        } catch (RuntimeException | LinkageError e) {
            failed(e);
        }
    }

    /** Sends a request to another node than the one that it could not be sent to. */
    private void sendTo(Node another, RequestCopy request) {
        begin(request, true);
        this.place.arrival.setLeg(Leg.EXTERNAL);
        this.routes.read(this.place.message, this.place.own(), this.place.editor);
        this.place.algorithm().assigned(this.place.message, another, this.place.message.hasToTag());
        this.toNode.forward(another);
    }

    /** Begins with a request that has come before. */
    private void begin(RequestCopy request, boolean again) {
        this.place.arrival.set(request.at(), request.source(), request.flow());
        this.scanner.scanDatagram(request.bytes(), 0, request.bytes().length);
        this.place.begin();
        this.place.attempt = request.attempt() + (again ? 1 : 0);
        this.place.resumed = true;
        if (again) {
            this.place.count(Counter.SENT_AGAIN);
        }
    }

    /** Answers a request that cannot be sent on; drops what cannot be answered. */
    private void refuse(Defect defect) {
        this.place.begin();
        if (this.place.message.isAnswerable()) {
            this.rejection.reject(defect == Defect.VERSION ? Answer.VERSION_NOT_SUPPORTED : Answer.BAD_REQUEST);
        } else {
            this.place.forwarding.statistics().count(defect);
        }
    }

    private void process() {
        this.place.begin();
        Arrival arrival = this.place.arrival;
        this.place.traffic.received(arrival.leg().direction(), arrival.transport(), this.place.message);
        this.place.forwarding.tap().received(arrival.at(), arrival.sourceAddress(), this.place.message);
        if (this.place.message.isRequest()) {
            request();
        } else {
            this.responses.forward();
        }
    }

    private void request() {
        if (this.place.own().isSinglePort()) {
            this.place.arrival.setLeg(this.choice.isFromNode() ? Leg.INTERNAL : Leg.EXTERNAL);
        }
        SipMessage message = this.place.message;
        boolean strict = this.strict.isRecorded(message) && this.place.own().find(message.requestUri()) != null;
        Defect defect = strict ? this.strict.loosen(message, this.scanner) : null;
        if (defect != null) {
            refuse(defect);
            return;
        }
        if (this.rejection.isForAnswer() || this.announcement.isAnswered() || !this.admission.admits()) {
            return;
        }
        if (!this.routes.read(this.place.message, this.place.own(), this.place.editor)) {
            this.rejection.reject(Answer.BAD_REQUEST);
        } else if (this.place.arrival.leg() == Leg.INTERNAL) {
            this.fromNode.forward(this.routes);
        } else {
            this.toNode.forward(this.choice.choose(this.routes));
        }
    }

    /** An algorithm of the operator's own may lack a library. */
    private void failed(Throwable e) {
        if (this.place.forwarding.statistics().get(Counter.INTERNAL_ERROR) == 0) {
            BalancerLogger.LOGGER.internalError(e);
        }
        this.place.count(Counter.INTERNAL_ERROR);
    }
}
