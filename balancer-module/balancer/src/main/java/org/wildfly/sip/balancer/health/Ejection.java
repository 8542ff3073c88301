/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.health;

/**
 * Why a node gets no new calls although it is UP.
 */
public enum Ejection {
    /** It gets them. */
    NONE,
    /** It answers with errors; the dialogs that it has stay with it. */
    ERRORS,
    /** It does not answer: what is meant for it goes to others. */
    SILENCE
}
