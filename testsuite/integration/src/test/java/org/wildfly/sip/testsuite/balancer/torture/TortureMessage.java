/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.torture;

import static org.wildfly.sip.testsuite.balancer.torture.Outcome.CLOSED;
import static org.wildfly.sip.testsuite.balancer.torture.Outcome.DROPPED;
import static org.wildfly.sip.testsuite.balancer.torture.Outcome.FORWARDED;
import static org.wildfly.sip.testsuite.balancer.torture.Outcome.WAITED_FOR;
import static org.wildfly.sip.testsuite.balancer.torture.Outcome.answered;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The messages of RFC 4475 in its order, by the RFC's names, with what a proxy does with each. Where the RFC leaves a choice, the comment
 * tells which.
 */
enum TortureMessage {
    // 3.1.1: valid
    WSINV(FORWARDED), INTMETH(FORWARDED), ESC01(FORWARDED), ESCNULL(FORWARDED), ESC02(FORWARDED), LWSDISP(FORWARDED), LONGREQ(FORWARDED),
    /** A datagram's trailing octets are cut off; on a stream they are the next message. */
    DBLREQ(FORWARDED), SEMIURI(FORWARDED), TRANSPORTS(FORWARDED), MPART01(FORWARDED), UNREASON(FORWARDED), NOREASON(FORWARDED),
    // 3.1.2: invalid
    BADINV01(answered(400)), CLERR(answered(400), WAITED_FOR), NCL(answered(400),
            CLOSED), SCALAR02(answered(400)), SCALARLG(DROPPED), QUOTBAL(answered(400)), LTGTRURI(answered(400)), LWSRURI(answered(400)),
    /** May be cleaned and forwarded; this balancer answers. */
    LWSSTART(answered(400)),
    /** May be answered; blanks at the end of the line are not sent on. */
    TRWS(answered(400)),
    /** May be cleaned and forwarded; this balancer answers. */
    ESCRURI(answered(400)),
    /** Should not be rejected by those to whom Date does not matter. */
    BADDATE(FORWARDED),
    /** A proxy does not read Contact. */
    REGBADCT(FORWARDED),
    /** May be answered; a proxy does not read the URI of To, and the blanks do no harm. */
    BADASPEC(FORWARDED),
    /** Must not be sent on as it is. */
    BADDN(answered(400)), BADVERS(answered(505)), MISMATCH01(answered(400)), MISMATCH02(answered(400, 501)), BIGCODE(DROPPED),
    // 3.2: transaction layer
    /** May be answered; this balancer falls back to what told transactions apart in RFC 2543. */
    BADBRANCH(FORWARDED),
    // 3.3: application layer
    INSUF(answered(400)), UNKSCM(answered(416)), NOVELSC(answered(416)), UNKSM2(FORWARDED), BEXT01(answered(420)), INVUT(
            FORWARDED), REGAUT01(FORWARDED), MULTI01(answered(400)), MCL01(answered(400), CLOSED), BCAST(
                    DROPPED), ZEROMF(answered(483)), CPARAM01(FORWARDED), CPARAM02(FORWARDED), REGESCRT(FORWARDED), SDP01(FORWARDED),
    // 3.4: RFC 2543; without Content-Length a stream has no end of it
    INV2543(FORWARDED, CLOSED);

    private final Outcome overDatagrams;
    private final Outcome overStreams;

    TortureMessage(Outcome outcome) {
        this(outcome, outcome);
    }

    TortureMessage(Outcome overDatagrams, Outcome overStreams) {
        this.overDatagrams = overDatagrams;
        this.overStreams = overStreams;
    }

    /** What happens to it, over UDP or WebSocket, whose messages have ends, or over a stream. */
    Outcome outcome(boolean stream) {
        return stream ? this.overStreams : this.overDatagrams;
    }

    /** What happens to it when a node sends it: the balancer does not tell its nodes which schemes they may use on a Route of theirs. */
    Outcome outcomeFromNode() {
        return this == UNKSCM || this == NOVELSC ? FORWARDED : this.overDatagrams;
    }

    boolean isRequest() {
        return !List.of(UNREASON, NOREASON, SCALARLG, BIGCODE, BCAST).contains(this);
    }

    /** The bytes of the RFC's text, which are those of its archive but for a misspelt host in trws and the empty line that baddn lacks there. */
    byte[] bytes() {
        try (InputStream in = TortureMessage.class.getResourceAsStream("/rfc4475/" + this + ".dat")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<TortureMessage> requests() {
        return Arrays.stream(values()).filter(TortureMessage::isRequest).toList();
    }

    static List<TortureMessage> responses() {
        return Arrays.stream(values()).filter(message -> !message.isRequest()).toList();
    }

    /** The RFC's name. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
