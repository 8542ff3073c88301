/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import org.wildfly.sip.heartbeat.HeartbeatServer;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * Makes one node of what all sources say of it, and tells that to the registry. For any thread.
 * <p>
 * Announcements with an address in common are of the same node. A node lives as long as one of its sources says so; a source that says that
 * it has died or left is believed over those that count less, until they are heard again. What has to be announced again and again expires
 * after the node timeout, unless the node still sends SIP messages.
 */
public final class Membership {
    private final HeartbeatServer.Listener registry;
    private final Supplier<Duration> timeout;
    private final LongSupplier clock;
    private final ToLongFunction<String> messagesOf;
    private final Members members = new Members();
    private boolean probesFixed;
    private boolean probesAnnounced;

    /**
     * @param registry   is told what becomes of the nodes
     * @param timeout    how long an announcement is good; asked again and again
     * @param clock      nanoseconds, as {@link System#nanoTime()}
     * @param messagesOf how many SIP messages have come from a node of a name
     */
    public Membership(HeartbeatServer.Listener registry, Supplier<Duration> timeout, LongSupplier clock,
            ToLongFunction<String> messagesOf) {
        this.registry = registry;
        this.timeout = timeout;
        this.clock = clock;
        this.messagesOf = messagesOf;
    }

    /**
     * A source says that there is a node, for the first time or again.
     *
     * @param state UP or DRAINING
     * @return false if there are too many nodes
     */
    public synchronized boolean announce(Source source, NodeDescription node, NodeState state) {
        Member member = this.members.of(source, node);
        if (member == null) {
            return false;
        }
        member.claims().put(source, new Claim(node, state, this.clock.getAsLong()));
        if (source != Source.FIXED) {
            member.lost(false);
            member.announced();
        }
        // A new kept connection is a new life of the node even if nothing else has changed.
        publish(member, source == Source.NATIVE);
        return true;
    }

    /** A source says that a node that it has announced is in another state; nothing happens if it has not. */
    public synchronized void state(Source source, String name, NodeState state) {
        Member member = this.members.get(source, name);
        if (member != null) {
            member.claims().put(source, new Claim(member.claims().get(source).node(), state, this.clock.getAsLong()));
            publish(member, false);
        }
    }

    /** A source says that a node has died. */
    public synchronized void down(Source source, String name, String reason) {
        end(source, name, reason);
    }

    /** A source says that a node has left. */
    public synchronized void leave(Source source, String name) {
        end(source, name, null);
    }

    /**
     * There is a fixed node, perhaps with another description than before. If such are probed it is not known to be alive before it
     * answers.
     */
    public synchronized void fix(NodeDescription node) {
        Member member = this.members.of(Source.FIXED, node);
        if (member == null) {
            return;
        }
        boolean known = !member.claims().isEmpty();
        member.claims().put(Source.FIXED, new Claim(node, NodeState.UP, this.clock.getAsLong()));
        member.probed();
        if (this.probesFixed && !known) {
            member.silent(true);
            member.publish(node, NodeState.DOWN);
            this.registry.nodeRegistered(node, NodeState.DOWN);
        } else {
            publish(member, false);
        }
    }

    /**
     * Says which nodes are probed from now on. Those that no longer are, are taken for what is said of them.
     *
     * @param fixed     true if fixed ones are
     * @param announced true if those that announce themselves are
     */
    public synchronized void probe(boolean fixed, boolean announced) {
        this.probesFixed = fixed;
        this.probesAnnounced = announced;
        this.members.all().stream().filter(member -> !isProbed(member)).forEach(member -> speaks(member, false));
    }

    /** The nodes that are to be asked whether they are alive. */
    public synchronized List<NodeDescription> probed() {
        return this.members.all().stream().filter(this::isProbed).map(Member::description).toList();
    }

    private boolean isProbed(Member member) {
        return member.isProbed(this.probesFixed, this.probesAnnounced);
    }

    /** It is not known to be silent any more; nothing to do for most. */
    private void speaks(Member member, boolean found) {
        boolean dead = !member.state().isAlive();
        member.silent(false);
        member.lost(member.isLost() && !found);
        if (dead) {
            publish(member, false);
        }
    }

    /** A node has answered a probe. */
    public synchronized void answers(String name) {
        for (Member member : this.members.all()) {
            if (isPublishedAs(member, name)) {
                speaks(member, true);
            }
        }
    }

    /** A node does not answer probes. */
    public synchronized void silent(String name, String reason) {
        for (Member member : this.members.all()) {
            if (isPublishedAs(member, name) && isProbed(member)) {
                member.silent(true);
                gone(member, reason);
            }
        }
    }

    /** Forgets what has not been said again in time. To be called often. */
    public synchronized void sweep() {
        long now = this.clock.getAsLong();
        Duration limit = this.timeout.get();
        for (Member member : this.members.all()) {
            boolean expired = false;
            for (Source source : List.copyOf(member.claims().keySet())) {
                Claim claim = member.claims().get(source);
                long age = now - claim.heard();
                if (source.expires() && age > limit.toNanos()) {
                    if (member.isTalking(this.messagesOf)) {
                        member.claims().put(source, new Claim(claim.node(), claim.state(), now));
                    } else {
                        this.members.drop(member, source);
                        expired = true;
                    }
                } else if (source.expires() && age > limit.toNanos() / 2) {
                    member.watch(this.messagesOf);
                }
            }
            if (expired) {
                remains(member, "silent for " + limit.toMillis() + " ms");
            }
        }
    }

    /** What the source has said is over, and what those that count less say with it, unless they come again. */
    private void end(Source source, String name, String reason) {
        Member member = this.members.get(source, name);
        if (member != null) {
            List.copyOf(member.claims().keySet()).stream()
                    .filter(each -> each == source || each.expires() && each.compareTo(source) > 0)
                    .forEach(each -> this.members.drop(member, each));
            remains(member, reason);
        }
    }

    /** After something has been dropped: the node lives on by what is left, if more is left than that it is configured. */
    private void remains(Member member, String reason) {
        if (member.claims().isEmpty()) {
            this.members.remove(member);
        }
        member.lost(member.claims().keySet().stream().allMatch(source -> source == Source.FIXED));
        if (member.state().isAlive()) {
            publish(member, false);
        } else {
            gone(member, reason);
        }
    }

    private void publish(Member member, boolean again) {
        NodeState state = member.state();
        if (!state.isAlive()) {
            return;
        }
        NodeDescription before = member.published();
        NodeState stateBefore = member.publishedState();
        NodeDescription node = member.description();
        member.publish(node, state);
        if (stateBefore.isAlive() && !before.name().equals(node.name())) {
            this.registry.nodeLeft(before.name());
        }
        if (again || !stateBefore.isAlive() || !node.equals(before)) {
            this.registry.nodeRegistered(node, state);
        } else if (state != stateBefore) {
            this.registry.nodeStateChanged(node.name(), state);
        }
    }

    private void gone(Member member, String reason) {
        if (member.publishedState().isAlive()) {
            member.publish(member.published(), NodeState.DOWN);
            if (reason == null) {
                this.registry.nodeLeft(member.published().name());
            } else {
                this.registry.nodeDown(member.published().name(), reason);
            }
        }
    }

    private static boolean isPublishedAs(Member member, String name) {
        return !member.claims().isEmpty() && member.description().name().equals(name);
    }
}
