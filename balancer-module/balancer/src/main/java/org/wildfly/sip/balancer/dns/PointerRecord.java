/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.dns;

/**
 * A NAPTR record that leads to an SRV record (RFC 3403, RFC 3263 section 4.1).
 *
 * @param order       the lowest is taken first
 * @param preference  the same among those of one order
 * @param service     what is offered, as {@code SIP+D2U}
 * @param replacement the name of the SRV record, without a dot at the end
 */
public record PointerRecord(int order, int preference, String service, String replacement) {
}
