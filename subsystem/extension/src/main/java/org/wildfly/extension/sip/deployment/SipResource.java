/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.deployment;

import java.util.function.Function;

import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipSessionsUtil;
import javax.servlet.sip.TimerService;

import org.wildfly.sip.container.SipApplication;

/** What an application gets from the container by {@code @Resource}, JNDI and servlet context attribute (JSR 289 sections 7.1 and 18.2.8). */
enum SipResource {
    SIP_FACTORY(SipFactory.class, SipApplication::sipFactory), TIMER_SERVICE(TimerService.class,
            SipApplication::timerService), SIP_SESSIONS_UTIL(SipSessionsUtil.class, SipApplication::sipSessionsUtil),
            ;

    private final Class<?> type;
    private final Function<SipApplication, Object> reader;

    <T> SipResource(Class<T> type, Function<SipApplication, ? extends T> reader) {
        this.type = type;
        this.reader = reader::apply;
    }

    /** Its type, whose name is also that of the servlet context attribute. */
    Class<?> type() {
        return this.type;
    }

    /** Its instance for an application. */
    Object of(SipApplication application) {
        return this.reader.apply(application);
    }

    /** Its name in the application's part of {@code java:comp/env} and {@code java:app}. */
    String jndiName(String root, String applicationName) {
        return root + "/sip/" + applicationName + "/" + this.type.getSimpleName();
    }
}
