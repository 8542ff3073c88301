/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.billing;

import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.TimerListener;
import javax.servlet.sip.annotation.SipListener;

/** Keeps the bills of running calls up to date, on whichever server their timers fire. */
@SipListener
public class Meter implements TimerListener {
    @Override
    public void timeout(ServletTimer timer) {
        Bill bill = new Bill(timer.getApplicationSession());
        if (bill.isOpen()) {
            bill.count(System.currentTimeMillis());
        }
    }
}
