/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.mobicents.ha.balancing.only.javax.sip.message;

/** What JAIN SIP's {@code SipFactory} looks for under the path name {@code org.mobicents.ha.balancing.only}. */
public class MessageFactoryImpl extends gov.nist.javax.sip.message.MessageFactoryImpl {
}
