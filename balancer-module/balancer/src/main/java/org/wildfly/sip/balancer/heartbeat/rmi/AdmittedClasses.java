/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.rmi;

import java.io.ObjectInputFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.mobicents.tools.sip.balancer.SIPNode;

/**
 * Lets through what nodes send, and nothing else: a list of nodes with their properties, not deep, not long.
 */
final class AdmittedClasses implements ObjectInputFilter {
    private static final int MAX_DEPTH = 8;
    /** A list of nodes with their properties; deeper ones could be keys whose hash takes for ever. */
    private static final int MAX_CONTAINER_DEPTH = 3;
    private static final int MAX_REFERENCES = 4096;
    private static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_ARRAY = 256;
    /** The last two are fields that later releases of the nodes have in theirs; arrays are what lists and maps are made of. */
    private static final Set<Class<?>> CLASSES = Set.of(SIPNode.class, ArrayList.class, HashMap.class, String.class, Integer.class,
            Number.class, Long.class, Boolean.class, Object[].class, Map.Entry[].class, AtomicInteger.class,
            AtomicLong.class);

    /** A class is asked for where it is met first only, the array in it each time. */
    private static final Set<Class<?>> CONTAINERS = Set.of(ArrayList.class, HashMap.class, Object[].class, Map.Entry[].class);

    @Override
    public Status checkInput(FilterInfo info) {
        boolean small = info.depth() <= MAX_DEPTH && info.references() <= MAX_REFERENCES && info.streamBytes() <= MAX_BYTES
                && info.arrayLength() <= MAX_ARRAY;
        Class<?> type = info.serialClass();
        if (!small || type != null && info.depth() > MAX_CONTAINER_DEPTH && CONTAINERS.contains(type)) {
            return Status.REJECTED;
        }
        return type == null ? Status.UNDECIDED : CLASSES.contains(type) ? Status.ALLOWED : Status.REJECTED;
    }
}
