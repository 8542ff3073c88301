/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.time.Duration;
import java.util.function.BiConsumer;

import javax.servlet.sip.SipSession;
import javax.servlet.sip.SipSessionEvent;
import javax.servlet.sip.SipSessionListener;

import gov.nist.javax.sip.message.SIPMessage;
import org.wildfly.sip.container.message.SipServletResponseImpl;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.work.SessionQueue;

/** The life of a SipSession on a node: what the container does with it, beside what applications ask of it. */
public abstract sealed class SipSessionLife implements SipSession permits SipSessionImpl {
    final SessionAttributes attributes;
    final Answers answers = new Answers();
    final Acknowledgements acknowledgements = new Acknowledgements();
    volatile boolean invalidateWhenReady = true;
    volatile String handler;
    volatile int linkedNumber;
    volatile long created = System.currentTimeMillis();
    volatile long lastAccessed = this.created;
    volatile Dialog dialog;
    private final SipApplicationSessionImpl parent;
    private final int number;
    private final SessionMessages messages;
    private volatile SessionRouting routing = SessionRouting.NONE;
    private volatile boolean valid = true;
    private boolean bound;

    SipSessionLife(SipApplicationSessionImpl parent, int number, String handler) {
        SipSessionImpl self = (SipSessionImpl) this;
        this.parent = parent;
        this.number = number;
        this.handler = handler;
        this.attributes = new SessionAttributes(parent, new SipSessionAudience(self));
        this.messages = new SessionMessages(self);
    }

    /** Gives the session its dialog, and the dialog's Call-ID the session's queue. To be called on the queue. */
    public void open(Dialog opened) {
        this.dialog = opened;
        this.bind();
        this.parent.changed();
        this.tell(SipSessionListener::sessionCreated);
    }

    private void bind() {
        if (!this.bound) {
            this.bound = true;
            this.context().queues().bind(this.dialog.callId(), this.parent.queue);
            this.context().registry().bind((SipSessionImpl) this);
        }
    }

    /** Starts what runs by itself in a session that has come from another node. To be called on the queue. */
    void resume() {
        if (this.dialog == null) {
            return;
        }
        this.bind();
        if (this.dialog.state() == State.CONFIRMED) {
            this.answers.resume();
        } else {
            this.dialog.abandon();
            this.messages.begun();
            this.endIfReadyLater();
        }
    }

    /** Notes that a message was received or sent. */
    public void access() {
        this.lastAccessed = System.currentTimeMillis();
        this.parent.lifetime.access();
    }

    /** The ACK for a 2xx has come. @return false if there was nothing to acknowledge */
    public boolean acknowledged(long sequence) {
        boolean expected = this.answers.acknowledged(sequence);
        if (expected) {
            this.parent.changed();
        }
        return expected;
    }

    /** Sends an unacknowledged 2xx again because its INVITE has come again. @return false if there is none of this CSeq number */
    public boolean answerAgain(long sequence) {
        return this.answers.repeat(sequence);
    }

    /** A 2xx to an INVITE was sent: it is sent again until its ACK comes. To be called on the queue. */
    void answered(SipServletResponseImpl response) {
        Answer answer = new Answer((SipSessionImpl) this, response);
        this.answers.add(answer);
        answer.start();
    }

    void unacknowledged(Answer answer) {
        this.answers.remove(answer);
        this.parent.changed();
        answer.report();
        this.endIfReady();
    }

    /** Ends the session if nothing more can happen in it, at the end of the item of work that is being handled. */
    public void endIfReadyLater() {
        SessionQueue.atEndOfItem(() -> {
            if (this.valid) {
                this.endIfReady();
            }
        });
    }

    /** Ends the session if nothing more can happen in it (JSR 289 section 6.2.4.1). To be called on its queue after a message. */
    private void endIfReady() {
        if (this.valid && this.invalidateWhenReady && this.isReadyToInvalidate()) {
            this.tell(SipSessionListener::sessionReadyToInvalidate);
            if (this.valid && this.invalidateWhenReady) {
                this.end();
                return;
            }
        }
        if (this.parent.isValid()) {
            this.parent.endIfReady();
        }
    }

    /** Ends the session, and its application session if that was the last thing in it. To be called on its queue. */
    void end() {
        if (this.valid) {
            this.endWithApplicationSession();
            if (this.parent.isValid()) {
                this.parent.changed();
                this.parent.endIfReady();
            }
        }
    }

    void endWithApplicationSession() {
        if (this.valid) {
            this.tell(SipSessionListener::sessionDestroyed);
            this.messages.end();
            this.leave();
            this.parent.sessions.remove((SipSessionImpl) this);
            SipSessionImpl other = this.linked();
            if (other != null) {
                other.link(0);
            }
        }
    }

    /** Leaves the node; nobody is told. */
    void leave() {
        this.valid = false;
        this.answers.stop();
        this.messages.leave();
        if (this.bound) {
            this.bound = false;
            this.context().queues().unbind(this.dialog.callId());
            this.context().registry().unbind((SipSessionImpl) this);
        }
    }

    private void tell(BiConsumer<SipSessionListener, SipSessionEvent> call) {
        this.application().listeners().each(SipSessionListener.class, listener -> call.accept(listener, new SipSessionEvent(this)));
    }

    @Override
    public boolean isReadyToInvalidate() {
        boolean acknowledged = this.isDialog(State.TERMINATED) || this.answers.isEmpty() && this.acknowledgements.isEmpty();
        return acknowledged && !this.messages.isUnderWay() && !this.isDialogAlive() && this.messages.hasBegun();
    }

    /** Whether something goes on in it. After a BYE nobody waits for an ACK any more. */
    boolean isActive() {
        return this.valid
                && (this.messages.isUnderWay() || !this.answers.isEmpty() && !this.isDialog(State.TERMINATED) || this.isDialogAlive());
    }

    boolean isEstablished() {
        return this.isDialog(State.CONFIRMED) || !this.acknowledgements.isEmpty();
    }

    private boolean isDialogAlive() {
        return this.isDialog(State.EARLY) || this.isDialog(State.CONFIRMED);
    }

    private boolean isDialog(State state) {
        Dialog seen = this.dialog;
        return seen != null && seen.state() == state;
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

    /** Whether a message belongs to this session's dialog, as far as the Call-ID tells. */
    public boolean hasCallId(SIPMessage message) {
        return this.dialog != null && this.dialog.callId().equals(message.getCallId().getCallId());
    }

    /** Links the session with another one of the same application session (JSR 289 section 12.3); 0 to unlink. */
    public void link(int other) {
        this.linkedNumber = other;
    }

    /** The linked session; null if there is none. */
    public SipSessionImpl linked() {
        return this.linkedNumber == 0 ? null : this.parent.sessions.find(this.linkedNumber);
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

    /** What the application router said. */
    public SessionRouting routing() {
        return this.routing;
    }

    /** Keeps what the application router said. */
    public void routed(SessionRouting said) {
        this.routing = said;
    }

    /** The servlet that serves the session. */
    public String handler() {
        return this.handler == null ? this.application().mainServlet() : this.handler;
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

    @Override
    public boolean isValid() {
        return this.valid;
    }
}
