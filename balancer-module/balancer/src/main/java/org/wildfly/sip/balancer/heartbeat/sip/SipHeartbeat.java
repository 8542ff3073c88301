/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.sip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.wildfly.sip.balancer.forward.NodeAnnouncements;
import org.wildfly.sip.balancer.heartbeat.AnnouncedNode;
import org.wildfly.sip.balancer.heartbeat.Announcements;
import org.wildfly.sip.balancer.heartbeat.MalformedAnnouncementException;
import org.wildfly.sip.balancer.heartbeat.Refusals;
import org.wildfly.sip.balancer.heartbeat.Source;
import org.wildfly.sip.balancer.message.Answer;

/**
 * Answers the announcements that come as SIP requests. Transport threads only read and judge; the rest is done by a thread of its own, which
 * there is only while something comes.
 */
public final class SipHeartbeat implements NodeAnnouncements, AutoCloseable {
    private static final int MAX_WAITING = 256;
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Announcements announcements;
    private final Refusals refusals;
    private final ThreadPoolExecutor executor;

    public SipHeartbeat(Announcements announcements, Refusals refusals) {
        this.announcements = announcements;
        this.refusals = refusals;
        this.executor = new ThreadPoolExecutor(1, 1, IDLE.toMillis(), TimeUnit.MILLISECONDS, new ArrayBlockingQueue<>(MAX_WAITING),
                task -> {
                    Thread thread = new Thread(task, "SIP balancer SIP heartbeat");
                    thread.setDaemon(true);
                    return thread;
                });
        this.executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public Answer announced(InetAddress source, byte[] bytes, int from, int to) {
        if (!this.announcements.isAllowed(source)) {
            return refuse(Answer.FORBIDDEN, () -> this.announcements.admits(Source.SIP, source));
        }
        try {
            AnnouncedNode announced = AnnouncementBody.read(bytes, from, to);
            Runnable announce = () -> this.announcements.announce(Source.SIP, source, announced);
            if (!this.announcements.isAllowed(source, announced)) {
                return refuse(Answer.FORBIDDEN, announce);
            }
            this.executor.execute(announce);
            return Answer.OK;
        } catch (MalformedAnnouncementException e) {
            return refuse(Answer.BAD_REQUEST, () -> this.announcements.malformed(Source.SIP, source, e));
        } catch (RejectedExecutionException e) {
            this.refusals.count();
            return Answer.SERVICE_UNAVAILABLE;
        }
    }

    private Answer refuse(Answer answer, Runnable tell) {
        try {
            this.executor.execute(tell);
        } catch (RejectedExecutionException e) {
            this.refusals.count();
        }
        return answer;
    }

    @Override
    public void close() {
        this.executor.shutdownNow();
    }
}
