/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.benchmark.leastloaded;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import org.wildfly.sip.balancer.algorithm.BalancerAlgorithm;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.benchmark.leastloaded.SimulatedNode.Job;

/**
 * A discrete-event simulation: calls come at random, a real algorithm sends them to nodes with queues. The same seed gives the same
 * calls, whatever the algorithm.
 */
final class SimulatedCluster {
    /** Seconds of work on a node of speed 1, on average; the proportion that Jiang et al. have measured. */
    private static final double INVITE_WORK = 0.00175;
    private static final double BYE_WORK = 0.001;
    private static final double TALK = 10;
    private static final double HOUSEKEEPING = 5;

    private record Event(double time, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Double.compare(this.time, other.time);
            return byTime != 0 ? byTime : Long.compare(this.order, other.order);
        }
    }

    private final BalancerAlgorithm algorithm;
    private final Nodes nodes;
    private final Map<String, SimulatedNode> simulated = new HashMap<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final RandomGenerator arrivals = new SplittableRandom(1);
    private final RandomGenerator work = new SplittableRandom(2);
    private final ResponseTimes times = new ResponseTimes();
    private double now;
    private long order;

    /**
     * @param speeds of the nodes, by their names
     */
    SimulatedCluster(Function<LongSupplier, BalancerAlgorithm> algorithm, Nodes nodes,
            Map<String, Double> speeds) {
        this.algorithm = algorithm.apply(() -> (long) (this.now * 1e9));
        this.nodes = nodes;
        speeds.forEach((name, speed) -> this.simulated.put(name, new SimulatedNode(speed)));
    }

    /**
     * Runs calls.
     *
     * @param rate   calls a second
     * @param calls  how many
     * @param warmUp how many of them do not count
     */
    ResponseTimes run(double rate, int calls, int warmUp) {
        double time = 0;
        for (int i = 0; i < calls; i++) {
            time += exponential(this.arrivals, 1 / rate);
            Call call = new Call(i);
            boolean counts = i >= warmUp;
            at(time, () -> begin(call, counts));
        }
        for (double expiry = HOUSEKEEPING; expiry < time; expiry += HOUSEKEEPING) {
            at(expiry, this.algorithm::expire);
        }
        while (!this.events.isEmpty()) {
            Event next = this.events.poll();
            this.now = next.time();
            next.what().run();
        }
        return this.times;
    }

    private void begin(Call call, boolean counts) {
        SipMessage invite = call.invite();
        Node chosen = this.algorithm.select(invite, this.nodes, null);
        this.algorithm.sending(invite, chosen);
        call.setNode(this.simulated.get(chosen.name()));
        double work = exponential(this.work, INVITE_WORK);
        double byeWork = exponential(this.work, BYE_WORK);
        double talk = exponential(this.work, TALK);
        if (call.node().isFull()) {
            this.algorithm.completed(call.response(503, true));
            this.times.refused(counts);
            return;
        }
        double arrived = this.now;
        work(new Job(call.node(), work, () -> {
            this.times.answered(counts, this.now - arrived);
            this.algorithm.completed(call.response(200, true));
            at(this.now + talk, () -> end(call, byeWork));
        }));
    }

    private void end(Call call, double work) {
        SipMessage bye = call.bye();
        this.algorithm.sending(bye, this.algorithm.select(bye, this.nodes, null));
        work(new Job(call.node(), work, () -> this.algorithm.completed(call.response(200, false))));
    }

    private void work(Job job) {
        if (job.node().offer(job)) {
            start(job);
        }
    }

    private void start(Job job) {
        at(this.now + job.node().time(job), () -> {
            job.done().run();
            Job next = job.node().next();
            if (next != null) {
                start(next);
            }
        });
    }

    private void at(double time, Runnable what) {
        this.events.add(new Event(time, this.order++, what));
    }

    private static double exponential(RandomGenerator random, double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }
}
