/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.text.ParseException;
import java.util.Arrays;
import java.util.Set;

import javax.sip.InvalidArgumentException;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.stack.SIPTransactionStack;

/** Parses a message with jain-sip's parser and checks what every message must have, whatever the bytes do to the parser. */
final class MessageReader {
    private static final Set<Class<?>> VITAL = Set.of(From.class, To.class, CSeq.class, Via.class, CallID.class, ContentLength.class,
            RequestLine.class, StatusLine.class, Route.class, RecordRoute.class);
    private static final long MAX_SEQUENCE_NUMBER = Integer.MAX_VALUE;
    /** RFC 3261 section 16.6, step 3: what a request of an old client gets. */
    private static final int DEFAULT_MAX_FORWARDS = 70;
    private static final int MAX_PORT = 65_535;

    private static final ParseExceptionListener LISTENER = (failure, message, headerClass, header, text) -> {
        if (headerClass != null && VITAL.contains(headerClass)) {
            throw failure;
        }
        message.addUnparsed(header);
    };

    private MessageReader() {
    }

    static SIPMessage read(SIPTransactionStack stack, byte[] bytes) throws ParseException {
        try {
            SIPMessage message = stack.getMessageParserFactory().createMessageParser(stack).parseSIPMessage(bytes, true, false, LISTENER);
            check(message);
            readBody(message, bytes);
            return message;
        } catch (RuntimeException | InvalidArgumentException | StackOverflowError failure) {
            ParseException malformed = new ParseException(failure.toString(), 0);
            malformed.initCause(failure);
            throw malformed;
        }
    }

    private static void check(SIPMessage message) throws ParseException, InvalidArgumentException {
        require(message != null, "message");
        require(message.getFrom() != null, "From");
        require(message.getTo() != null, "To");
        require(message.getCallId() != null, "Call-ID");
        require(message.getCSeq() != null && message.getCSeq().getSeqNumber() <= MAX_SEQUENCE_NUMBER, "CSeq");
        Via via = message.getTopmostVia();
        require(via != null && via.getHost() != null && via.getPort() <= MAX_PORT, "Via");
        if (message instanceof SIPRequest request) {
            require(request.getRequestURI() != null, "Request-URI");
            if (request.getMaxForwards() == null) {
                request.setHeader(new MaxForwards(DEFAULT_MAX_FORWARDS));
            }
            request.checkHeaders();
        } else {
            ((SIPResponse) message).checkHeaders();
        }
    }

    /** RFC 3261 section 18.3: without Content-Length the body reaches to the end of the datagram. */
    private static void readBody(SIPMessage message, byte[] bytes) {
        int headLength = message.getSize();
        if (message.getRawContent() == null && bytes.length > headLength && !hasContentLength(bytes)) {
            message.setMessageContent(Arrays.copyOfRange(bytes, headLength, bytes.length));
        }
    }

    private static boolean hasContentLength(byte[] bytes) {
        HeaderCursor header = new MessageHead(bytes).headers();
        while (header.next()) {
            if (header.isNamed("content-length", 'l')) {
                return true;
            }
        }
        return false;
    }

    private static void require(boolean condition, String what) throws ParseException {
        if (!condition) {
            throw new ParseException(what, 0);
        }
    }
}
