/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.reload.Reloadable;

/**
 * Has the algorithm that is in effect, and puts another in its place when the configuration changes. What both need goes from one to the
 * other. For any thread.
 */
public final class AlgorithmService implements Reloadable, AutoCloseable {
    private final AlgorithmContext started;
    private final Executor endings;
    private volatile Generation current;
    /** What messages that are under way may still use. */
    private List<Runnable> ending = new ArrayList<>();
    private List<Runnable> ended = new ArrayList<>();

    /**
     * Makes the first.
     *
     * @param endings closes what is over, which may take long: leaving a cluster, or what an algorithm of somebody else does
     * @throws IOException if that is not possible; its message says why
     */
    public AlgorithmService(AlgorithmContext context, Executor endings) throws IOException {
        this.started = context;
        this.endings = endings;
        this.current = Generation.first(context);
    }

    /** The algorithm that is in effect. */
    public BalancerAlgorithm current() {
        return this.current.algorithm();
    }

    @Override
    public Runnable prepare(BalancerConfiguration configuration) throws IOException {
        AlgorithmContext context = new AlgorithmContext(configuration.algorithm(), this.started.host(), this.started.hashes(),
                this.started.clock());
        Generation before = this.current;
        Generation next = before.next(context);
        return () -> {
            if (next != before) {
                take(before, next);
            }
        };
    }

    private synchronized void take(Generation before, Generation next) {
        next.begin();
        this.current = next;
        this.ending.add(() -> before.end(next));
        AlgorithmLogger.LOGGER.changed(next.context().configuration().className());
    }

    /** Forgets what is over. To be called every few seconds, by one thread, which does not wait for anything. */
    public void expire() {
        current().expire();
        end().forEach(this.endings::execute);
    }

    /** Gives what no message can use any more: that is what has been given up before the last call of this. */
    private synchronized List<Runnable> end() {
        List<Runnable> last = this.ended;
        this.ended = this.ending;
        this.ending = new ArrayList<>();
        return last;
    }

    @Override
    public void close() {
        end().forEach(Runnable::run);
        end().forEach(Runnable::run);
        this.current.end();
    }
}
