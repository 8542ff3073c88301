/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.StatusCodes;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Answers 413 to requests whose body is longer than the limit: at once if they tell, else when the limit is passed. What still comes is
 * thrown away for a short time, so that the answer is not lost in the reset of the connection, which is closed then.
 */
final class ContentLimit implements HttpHandler {
    private static final Duration LINGER = Duration.ofSeconds(2);

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
            refuse(exchange);
            return;
        }
        if (!exchange.isRequestComplete()) {
            exchange.addRequestWrapper((factory, wrapped) -> new Counting(factory.create(), wrapped));
        }
        this.next.handleRequest(exchange);
    }

    private void refuse(HttpServerExchange exchange) {
        this.statistics.count(HttpCounter.TOO_LARGE);
        XnioExecutor.Key timer = exchange.getIoThread().executeAfter(() -> IoUtils.safeClose(exchange.getConnection()), LINGER.toMillis(),
                TimeUnit.MILLISECONDS);
        exchange.addExchangeCompleteListener((ended, following) -> {
            timer.remove();
            following.proceed();
            IoUtils.safeClose(ended.getConnection());
        });
        RequestState state = RequestState.of(exchange);
        state.tooLarge();
        state.giveUp();
        // Giving up may have ended the exchange.
        if (!exchange.isResponseStarted()) {
            exchange.setStatusCode(StatusCodes.REQUEST_ENTITY_TOO_LARGE);
            exchange.endExchange();
        }
    }

    /** Counts the bytes of a body as they are read, and holds them back when there are too many. */
    private final class Counting extends AbstractStreamSourceConduit<StreamSourceConduit> {
        private final HttpServerExchange exchange;
        private final RequestState state;
        private long count;
        private boolean refused;

        Counting(StreamSourceConduit source, HttpServerExchange exchange) {
            super(source);
            this.exchange = exchange;
            this.state = RequestState.of(exchange);
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int position = target.position();
            int read = reading(() -> super.read(target));
            if (isWithinLimit(read)) {
                return read;
            }
            // Nothing for the node, which must not take a part for the whole.
            target.position(position);
            return 0;
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
            return checked(reading(() -> super.read(targets, offset, length)));
        }

        @Override
        public long transferTo(long position, long length, FileChannel target) throws IOException {
            return checked(reading(() -> super.transferTo(position, length, target)));
        }

        @Override
        public long transferTo(long length, ByteBuffer throughBuffer, StreamSinkChannel target) throws IOException {
            return checked(reading(() -> super.transferTo(length, throughBuffer, target)));
        }

        /** A client that breaks off breaks off for the node, too. */
        private <N> N reading(Reading<N> reading) throws IOException {
            try {
                return reading.read();
            } catch (IOException e) {
                this.state.giveUp();
                throw e;
            }
        }

        private long checked(long read) throws IOException {
            if (!isWithinLimit(read)) {
                throw new RequestTooBigException("more than " + ContentLimit.this.limit + " bytes");
            }
            return read;
        }

        private boolean isWithinLimit(long read) {
            if (read <= 0 || this.state.isTooLarge()) {
                return true;
            }
            this.count += read;
            this.state.progress();
            if (this.count <= ContentLimit.this.limit) {
                return true;
            }
            if (!this.refused) {
                this.refused = true;
                this.exchange.getIoThread().execute(() -> refuse(this.exchange));
            }
            return false;
        }
    }

    private interface Reading<N> {
        N read() throws IOException;
    }
}
