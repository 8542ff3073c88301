/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.StatusCodes;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Answers 413 to requests whose body is longer than the limit: at once if they tell, else when the limit is passed.
 */
final class ContentLimit implements HttpHandler {
    private final HttpHandler next;
    private final long limit;
    private final HttpStatistics statistics;

    /**
     * @param limit in bytes; 0 for none
     */
    ContentLimit(HttpHandler next, long limit, HttpStatistics statistics) {
        this.next = next;
        this.limit = limit == 0 ? Long.MAX_VALUE : limit;
        this.statistics = statistics;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.getRequestContentLength() > this.limit) {
            tooLarge(exchange);
            exchange.setStatusCode(StatusCodes.REQUEST_ENTITY_TOO_LARGE);
            exchange.endExchange();
            return;
        }
        if (!exchange.isRequestComplete()) {
            exchange.addRequestWrapper((factory, wrapped) -> new Counting(factory.create(), wrapped));
        }
        this.next.handleRequest(exchange);
    }

    private void tooLarge(HttpServerExchange exchange) {
        RequestState.of(exchange).tooLarge();
        this.statistics.count(HttpCounter.TOO_LARGE);
        exchange.setPersistent(false);
    }

    /** Counts the bytes of a body as they are read; fails once when there are too many, so that the answer finds the rest readable. */
    private final class Counting extends AbstractStreamSourceConduit<StreamSourceConduit> {
        private final HttpServerExchange exchange;
        private final RequestState state;
        private long count;

        Counting(StreamSourceConduit source, HttpServerExchange exchange) {
            super(source);
            this.exchange = exchange;
            this.state = RequestState.of(exchange);
        }

        private <N extends Number> N count(N read) throws IOException {
            if (read.longValue() > 0) {
                this.count += read.longValue();
                this.state.progress();
                if (this.count > ContentLimit.this.limit && !this.state.isTooLarge()) {
                    tooLarge(this.exchange);
                    throw new RequestTooBigException("more than " + ContentLimit.this.limit + " bytes");
                }
            }
            return read;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return count(super.read(target));
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
            return count(super.read(targets, offset, length));
        }

        @Override
        public long transferTo(long position, long length, FileChannel target) throws IOException {
            return count(super.transferTo(position, length, target));
        }

        @Override
        public long transferTo(long length, ByteBuffer throughBuffer, StreamSinkChannel target) throws IOException {
            return count(super.transferTo(length, throughBuffer, target));
        }
    }
}
