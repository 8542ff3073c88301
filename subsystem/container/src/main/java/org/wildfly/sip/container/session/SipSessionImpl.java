/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.servlet.sip.Address;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.SipSessionAttributeListener;
import javax.servlet.sip.SipSessionBindingEvent;
import javax.servlet.sip.SipSessionBindingListener;
import javax.servlet.sip.SipSessionEvent;
import javax.servlet.sip.SipSessionListener;
import javax.servlet.sip.URI;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;

import gov.nist.javax.sip.message.SIPMessage;
import org.wildfly.sip.container.SessionView;
import org.wildfly.sip.container.address.AddressFactory;
import org.wildfly.sip.container.message.SipServletResponseImpl;
import org.wildfly.sip.container.message.UnsupportedFeature;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.work.SessionQueue;

/** A SipSession: one dialog of an application session, or a transaction out of dialogs (JSR 289 section 6.2). */
public final class SipSessionImpl implements SipSession {
    private static final AddressFactory ADDRESSES = new AddressFactory();

    final Attributes attributes;
    private final SipApplicationSessionImpl parent;
    private final int number;
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final SessionMessages messages;
    private volatile String handler;
    private volatile Dialog dialog;
    private volatile SessionRouting routing = SessionRouting.NONE;
    private volatile int linkedNumber;
    private volatile boolean valid = true;
    private volatile boolean invalidateWhenReady = true;
    private volatile long created = System.currentTimeMillis();
    private volatile long lastAccessed = this.created;
    private boolean bound;

    SipSessionImpl(SipApplicationSessionImpl parent, int number, String handler) {
        this.parent = parent;
        this.number = number;
        this.handler = handler;
        this.attributes = new Attributes(new SessionAttributeCodec(parent));
        this.messages = new SessionMessages(this);
    }

    /** Gives the session its dialog, and the dialog's Call-ID the session's queue. To be called on the queue. */
    public void open(Dialog opened) {
        this.dialog = opened;
        this.bind();
        this.parent.changed();
        this.parent.application.listeners().each(SipSessionListener.class, listener -> listener.sessionCreated(new SipSessionEvent(this)));
    }

    /** The messages of this session that are under way, and how it sends. */
    public SessionMessages messages() {
        return this.messages;
    }

    /** The dialog as plain values; null before the first message. */
    public Dialog dialog() {
        return this.dialog;
    }

    /** The application session. */
    public SipApplicationSessionImpl parent() {
        return this.parent;
    }

    /** Whether a message belongs to this session's dialog, as far as the Call-ID tells. */
    public boolean hasCallId(SIPMessage message) {
        return this.dialog != null && this.dialog.callId().equals(message.getCallId().getCallId());
    }

    /** What the application router said. */
    public SessionRouting routing() {
        return this.routing;
    }

    /** Keeps what the application router said. */
    public void routed(SessionRouting said) {
        this.routing = said;
    }

    /** Notes that a message was received or sent. */
    public void access() {
        this.lastAccessed = System.currentTimeMillis();
        this.parent.lifetime.access();
    }

    /** Ends the session if nothing more can happen in it (JSR 289 section 6.2.4.1). To be called on its queue after a message. */
    public void endIfReady() {
        if (this.valid && this.invalidateWhenReady && this.isReadyToInvalidate()) {
            this.parent.application.listeners().each(SipSessionListener.class,
                    listener -> listener.sessionReadyToInvalidate(new SipSessionEvent(this)));
            if (this.valid && this.invalidateWhenReady) {
                this.invalidate();
                return;
            }
        }
        if (this.parent.isValid()) {
            this.parent.endIfReady();
        }
    }

    /** The ACK for a 2xx has come. @return false if there was nothing to acknowledge */
    public boolean acknowledged(long sequence) {
        for (Answer answer : this.answers) {
            if (answer.sequence() == sequence) {
                answer.stop();
                this.answers.remove(answer);
                this.parent.changed();
                return true;
            }
        }
        return false;
    }

    /** Sends an unacknowledged 2xx again because its INVITE has come again. @return false if there is none of this CSeq number */
    public boolean answerAgain(long sequence) {
        for (Answer answer : this.answers) {
            if (answer.sequence() == sequence) {
                answer.send();
                return true;
            }
        }
        return false;
    }

    /** A 2xx to an INVITE was sent: it is sent again until its ACK comes. To be called on the queue. */
    void answered(SipServletResponseImpl response) {
        Answer answer = new Answer(this, response);
        this.answers.add(answer);
        answer.start();
    }

    /** Ends the session if nothing more can happen in it, at the end of the item of work that is being handled. */
    public void endIfReadyLater() {
        SessionQueue.atEndOfItem(() -> {
            if (this.valid) {
                this.endIfReady();
            }
        });
    }

    void unacknowledged(Answer answer) {
        this.answers.remove(answer);
        this.parent.changed();
        answer.report();
        this.endIfReady();
    }

    /** Starts what runs by itself in a session that has come from another node. To be called on the queue. */
    void resume() {
        if (this.dialog != null) {
            this.bind();
        }
        this.answers.forEach(answer -> {
            answer.send();
            answer.start();
        });
    }

    private void bind() {
        if (!this.bound) {
            this.bound = true;
            this.context().queues().bind(this.dialog.callId(), this.parent.queue);
            this.context().registry().bind(this);
        }
    }

    /** Leaves the node; nobody is told. */
    void leave() {
        this.valid = false;
        this.answers.forEach(Answer::stop);
        this.messages.leave();
        if (this.bound) {
            this.bound = false;
            this.context().queues().unbind(this.dialog.callId());
            this.context().registry().unbind(this);
        }
    }

    void endWithApplicationSession() {
        if (this.valid) {
            this.end();
        }
    }

    boolean isActive() {
        return this.valid && (this.messages.isUnderWay() || !this.answers.isEmpty() && !this.isTerminated() || this.isDialogAlive());
    }

    boolean isEstablished() {
        return this.dialog != null && this.dialog.state() == State.CONFIRMED || !this.acknowledgements.isEmpty();
    }

    private boolean isDialogAlive() {
        return this.dialog != null && (this.dialog.state() == State.EARLY || this.dialog.state() == State.CONFIRMED);
    }

    /** After a BYE nobody waits for an ACK any more. */
    private boolean isTerminated() {
        return this.dialog != null && this.dialog.state() == State.TERMINATED;
    }

    long deadline() {
        return this.answers.isEmpty() ? EntryHeader.NEVER : System.currentTimeMillis();
    }

    Runnable alarm(Duration delay, Runnable action) {
        return this.context().replication().alarm().after(delay, () -> this.parent.queue.post(() -> {
            if (this.valid) {
                action.run();
            }
        }));
    }

    SessionContext context() {
        return this.parent.context;
    }

    ApplicationContext application() {
        return this.parent.application;
    }

    int number() {
        return this.number;
    }

    List<Answer> answers() {
        return this.answers;
    }

    Acknowledgements acknowledgements() {
        return this.acknowledgements;
    }

    int linkedNumber() {
        return this.linkedNumber;
    }

    /** Links the session with another one of the same application session (JSR 289 section 12.3); 0 to unlink. */
    public void link(int other) {
        this.linkedNumber = other;
    }

    /** The linked session; null if there is none. */
    public SipSessionImpl linked() {
        return this.linkedNumber == 0 ? null : this.parent.sessions.get(this.linkedNumber);
    }

    SessionView.SipSessionView view() {
        Dialog seen = this.dialog;
        return new SessionView.SipSessionView(this.getId(), seen == null ? null : seen.callId(),
                (seen == null ? State.INITIAL : seen.state()).name(),
                seen == null ? null : seen.localParty(), seen == null ? null : seen.remoteParty(), this.attributes.view());
    }

    /** The servlet that serves the session. */
    public String handler() {
        return this.handler == null ? this.parent.application.mainServlet() : this.handler;
    }

    boolean invalidatesWhenReady() {
        return this.invalidateWhenReady;
    }

    void restoreHandler(String name) {
        this.handler = name;
    }

    void restoreCreated(long time) {
        this.created = time;
    }

    void restoreAccessed(long time) {
        this.lastAccessed = time;
    }

    void restoreInvalidateWhenReady(boolean value) {
        this.invalidateWhenReady = value;
    }

    void restoreDialog(Dialog restored) {
        this.dialog = restored;
    }

    // ---- SipSession

    @Override
    public String getId() {
        return SessionIds.tag(this.parent.getId(), this.number);
    }

    @Override
    public jakarta.servlet.ServletContext getServletContext() {
        return this.parent.application.servletContext();
    }

    @Override
    public SipApplicationSession getApplicationSession() {
        return this.parent;
    }

    @Override
    public String getCallId() {
        return this.dialog == null ? null : this.dialog.callId();
    }

    @Override
    public State getState() {
        this.requireValid();
        return this.dialog == null ? State.INITIAL : this.dialog.state();
    }

    @Override
    public Address getLocalParty() {
        return this.party(this.dialog == null ? null : this.dialog.localParty());
    }

    @Override
    public Address getRemoteParty() {
        return this.party(this.dialog == null ? null : this.dialog.remoteParty());
    }

    private Address party(String text) {
        try {
            return text == null ? null : ADDRESSES.createAddress(text);
        } catch (ServletParseException invalid) {
            throw new IllegalStateException(invalid);
        }
    }

    @Override
    public long getCreationTime() {
        return this.created;
    }

    @Override
    public long getLastAccessedTime() {
        return this.lastAccessed;
    }

    @Override
    public SipServletRequest createRequest(String method) {
        this.requireValid();
        return this.messages.createRequest(method);
    }

    @Override
    public void setHandler(String name) throws jakarta.servlet.ServletException {
        this.requireValid();
        if (!this.parent.application.hasServlet(name)) {
            throw new jakarta.servlet.ServletException("application " + this.parent.application.name() + " has no servlet " + name);
        }
        this.handler = name;
        this.parent.changed();
    }

    @Override
    public Object getAttribute(String name) {
        this.requireValid();
        Object value = this.attributes.get(name);
        if (value != null && this.attributes.isMutable(name)) {
            this.parent.changed();
        }
        return value;
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        this.requireValid();
        return java.util.Collections.enumeration(this.attributes.names());
    }

    @Override
    public void setAttribute(String name, Object value) {
        this.requireValid();
        AttributeRules.require(this.parent.application, name, value);
        Object former = this.attributes.put(name, value);
        this.parent.changed();
        SipSessionBindingEvent event = new SipSessionBindingEvent(this, name);
        if (former instanceof SipSessionBindingListener unbound && former != value) {
            unbound.valueUnbound(event);
        }
        if (value instanceof SipSessionBindingListener listener) {
            listener.valueBound(event);
        }
        this.parent.application.listeners().each(SipSessionAttributeListener.class, listener -> {
            if (former == null) {
                listener.attributeAdded(event);
            } else {
                listener.attributeReplaced(event);
            }
        });
    }

    @Override
    public void removeAttribute(String name) {
        this.requireValid();
        Object former = this.attributes.remove(name);
        if (former != null) {
            this.parent.changed();
            SipSessionBindingEvent event = new SipSessionBindingEvent(this, name);
            if (former instanceof SipSessionBindingListener unbound) {
                unbound.valueUnbound(event);
            }
            this.parent.application.listeners().each(SipSessionAttributeListener.class, listener -> listener.attributeRemoved(event));
        }
    }

    @Override
    public void invalidate() {
        this.requireValid();
        SerialCall.enter(this.parent.queue, () -> {
            if (this.valid) {
                this.end();
                if (this.parent.isValid()) {
                    this.parent.changed();
                    this.parent.endIfReady();
                }
            }
        });
    }

    private void end() {
        this.parent.application.listeners().each(SipSessionListener.class,
                listener -> listener.sessionDestroyed(new SipSessionEvent(this)));
        this.messages.end();
        this.leave();
        this.parent.sessions.remove(this.number, this);
        SipSessionImpl other = this.linked();
        if (other != null) {
            other.link(0);
        }
    }

    @Override
    public boolean isValid() {
        return this.valid;
    }

    @Override
    public boolean isReadyToInvalidate() {
        boolean acknowledged = this.isTerminated() || this.answers.isEmpty() && this.acknowledgements.isEmpty();
        return acknowledged && !this.messages.isUnderWay() && !this.isDialogAlive() && this.messages.hasBegun();
    }

    @Override
    public boolean getInvalidateWhenReady() {
        this.requireValid();
        return this.invalidateWhenReady;
    }

    @Override
    public void setInvalidateWhenReady(boolean invalidateWhenReady) {
        this.requireValid();
        this.invalidateWhenReady = invalidateWhenReady;
        this.parent.changed();
    }

    @Override
    public SipApplicationRoutingRegion getRegion() {
        this.requireValid();
        return this.routing.region();
    }

    @Override
    public URI getSubscriberURI() {
        this.requireValid();
        try {
            return this.routing.subscriber() == null ? null : ADDRESSES.createURI(this.routing.subscriber());
        } catch (ServletParseException invalid) {
            throw new IllegalStateException(invalid);
        }
    }

    @Override
    public void setOutboundInterface(InetSocketAddress address) {
        throw UnsupportedFeature.named("SipSession.setOutboundInterface");
    }

    @Override
    public void setOutboundInterface(InetAddress address) {
        throw UnsupportedFeature.named("SipSession.setOutboundInterface");
    }

    private void requireValid() {
        if (!this.valid) {
            throw new IllegalStateException("session " + this.getId() + " is invalid");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipSessionImpl session && session.number == this.number && session.parent.equals(this.parent);
    }

    @Override
    public int hashCode() {
        return this.parent.hashCode() * 31 + this.number;
    }

    @Override
    public String toString() {
        return "SipSession " + this.getId();
    }
}
