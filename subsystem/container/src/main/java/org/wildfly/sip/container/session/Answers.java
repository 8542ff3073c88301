/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The 2xx of a session that are not acknowledged. Changed on the session's queue, read by any thread. */
final class Answers {
    private final List<Answer> answers = new CopyOnWriteArrayList<>();

    /** Adds one that is not sent again by itself yet. */
    void add(Answer answer) {
        this.answers.add(answer);
    }

    void remove(Answer answer) {
        this.answers.remove(answer);
    }

    /** The ACK has come. @return false if there was nothing to acknowledge */
    boolean acknowledged(long sequence) {
        Answer answer = this.find(sequence);
        if (answer != null) {
            answer.stop();
            this.answers.remove(answer);
        }
        return answer != null;
    }

    /** Sends one again because its INVITE has come again. @return false if there is none of this CSeq number */
    boolean repeat(long sequence) {
        Answer answer = this.find(sequence);
        if (answer != null) {
            answer.send();
        }
        return answer != null;
    }

    private Answer find(long sequence) {
        return this.answers.stream().filter(answer -> answer.sequence() == sequence).findFirst().orElse(null);
    }

    /** Sends all of them again, now and until they are acknowledged, because another node has died. */
    void resume() {
        this.answers.forEach(answer -> {
            answer.send();
            answer.start();
        });
    }

    void stop() {
        this.answers.forEach(Answer::stop);
    }

    boolean isEmpty() {
        return this.answers.isEmpty();
    }

    List<Answer> all() {
        return this.answers;
    }
}
