/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The demonstration's application: a registrar, and a back-to-back user agent that bills. What it must not lose stands in attributes of its
 * sessions; there is nothing about clusters in its code but {@code distributable}.
 */
@SipApplication(name = "billing", distributable = true, mainServlet = "switchboard")
package org.wildfly.sip.demo.billing;

import javax.servlet.sip.annotation.SipApplication;
