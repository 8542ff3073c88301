/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.wildfly.sip.balancer.heartbeat.AnnouncedNode;
import org.wildfly.sip.balancer.heartbeat.Announcements;
import org.wildfly.sip.balancer.heartbeat.MalformedAnnouncementException;
import org.wildfly.sip.balancer.heartbeat.Source;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * What nodes say and are answered. For one thread.
 * <p>
 * A session is remembered after its node has expired, so that a node that was silent for a while is back with its next heartbeat. A node
 * whose session is not known, since the balancer has restarted, is answered by an error: it then begins anew.
 */
final class Conversation {
    private static final int MAX_SESSIONS = 2048;
    private static final int MAX_ID = 64;

    private final Announcements announcements;
    private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > MAX_SESSIONS;
        }
    };

    Conversation(Announcements announcements) {
        this.announcements = announcements;
    }

    /** True if an address may say anything; counted if not. */
    boolean admits(InetAddress peer) {
        return this.announcements.admits(Source.HTTP, peer);
    }

    /** The answer to what an admitted address has sent. */
    Reply answer(InetAddress peer, byte[] body) {
        try {
            Command command = Command.read(body);
            return switch (command.name()) {
                case "start" -> start(peer, command.fields());
                case "heartbeat" -> heartbeat(peer, command.fields());
                case "shutdown" -> shutdown(peer, command.fields());
                case "stop" -> stop(peer, command.fields());
                case "switchover" -> switchover(peer, command.fields());
                default -> throw new MalformedAnnouncementException("unknown command");
            };
        } catch (MalformedAnnouncementException e) {
            this.announcements.malformed(Source.HTTP, peer, e);
            return Reply.error(400, e.getMessage());
        }
    }

    /** The sessions that are known. */
    List<Session> sessions() {
        return new ArrayList<>(this.sessions.values());
    }

    private Reply start(InetAddress peer, Map<String, String> fields) throws MalformedAnnouncementException {
        AnnouncedNode announced = AnnouncedNode.read(fields);
        String id = id(fields);
        Session before = this.sessions.get(id);
        if (before != null && !before.peer().equals(peer)) {
            return Reply.error(409, "the session is somebody else's");
        }
        Reply reply = announce("start", peer, announced);
        if (reply.status() == 200) {
            // A node has one life at a time.
            String name = announced.node().name();
            for (Iterator<Session> each = this.sessions.values().iterator(); each.hasNext();) {
                if (each.next().announced().node().name().equals(name)) {
                    each.remove();
                }
            }
            this.sessions.put(id, new Session(peer, announced, port(fields.getOrDefault("heartbeatPort", ""))));
        }
        return reply;
    }

    private Reply heartbeat(InetAddress peer, Map<String, String> fields) throws MalformedAnnouncementException {
        Session session = session(peer, fields);
        return session == null ? unknown() : announce("heartbeat", peer, session.announced());
    }

    private Reply shutdown(InetAddress peer, Map<String, String> fields) throws MalformedAnnouncementException {
        Session session = session(peer, fields);
        if (session == null) {
            return unknown();
        }
        AnnouncedNode draining = new AnnouncedNode(session.announced().node(), NodeState.DRAINING);
        this.sessions.put(id(fields), new Session(peer, draining, session.port()));
        return announce("shutdown", peer, draining);
    }

    private Reply stop(InetAddress peer, Map<String, String> fields) throws MalformedAnnouncementException {
        Session session = session(peer, fields);
        if (session == null) {
            return unknown();
        }
        this.sessions.remove(id(fields));
        this.announcements.leave(Source.HTTP, peer, session.announced());
        return Reply.ok("stop");
    }

    private Reply switchover(InetAddress peer, Map<String, String> fields) throws MalformedAnnouncementException {
        return reply("switchover",
                this.announcements.switchover(Source.HTTP, peer, fields.get("fromJvmRoute"), fields.get("toJvmRoute")));
    }

    private Reply announce(String command, InetAddress peer, AnnouncedNode announced) {
        return reply(command, this.announcements.announce(Source.HTTP, peer, announced));
    }

    private static Reply reply(String command, Announcements.Outcome outcome) {
        return switch (outcome) {
            case TAKEN -> Reply.ok(command);
            case REFUSED -> Reply.error(403, "the address is not allowed");
            case FULL -> Reply.error(503, "there are too many nodes");
        };
    }

    private Session session(InetAddress peer, Map<String, String> fields) throws MalformedAnnouncementException {
        Session session = this.sessions.get(id(fields));
        return session != null && session.peer().equals(peer) ? session : null;
    }

    private static Reply unknown() {
        return Reply.error(404, "the session is not known, send start");
    }

    private static String id(Map<String, String> fields) throws MalformedAnnouncementException {
        String id = fields.getOrDefault("sessionId", "");
        if (id.isEmpty() || id.length() > MAX_ID) {
            throw new MalformedAnnouncementException("sessionId is missing or too long");
        }
        return id;
    }

    private static int port(String text) {
        boolean number = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = number ? Integer.parseInt(text) : 0;
        return port <= 65535 ? port : 0;
    }
}
