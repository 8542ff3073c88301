/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.standalone;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The properties of a stack that is used alone: those of RestComm's {@code org.mobicents.ha} that mean something here, and our own.
 */
final class StandaloneSettings {
    static final String OURS = "org.wildfly.sip.ha.";
    static final String THEIRS = "org.mobicents.ha.javax.sip.";
    /** Names the class of a {@link org.wildfly.sip.ha.store.SessionStoreProvider}. */
    static final String STORE = OURS + "STORE";
    static final String CACHE_CLASS_NAME = THEIRS + "CACHE_CLASS_NAME";
    private static final String STRATEGY = THEIRS + "REPLICATION_STRATEGY";
    private static final String APPLICATION_DATA = THEIRS + "REPLICATE_APPLICATION_DATA";
    private static final String CONFIRMED = "ConfirmedDialog";
    private static final String CONFIRMED_NO_DATA = "ConfirmedDialogNoApplicationData";
    private static final String EARLY = "EarlyDialog";

    private static final String BALANCERS = "BALANCERS";
    private static final String HEARTBEAT_INTERVAL = "HEARTBEAT_INTERVAL";
    private static final int HEARTBEAT_PORT = 2611;

    /** The class of the heartbeat service is understood as that there is one. */
    private static final Set<String> UNDERSTOOD = Set.of(CACHE_CLASS_NAME, STRATEGY, APPLICATION_DATA,
            THEIRS + "INFINISPAN_CACHE_CONFIG_PATH", THEIRS + "cache.MobicentsSipCache.standalone", THEIRS + BALANCERS,
            THEIRS + HEARTBEAT_INTERVAL, THEIRS + "LoadBalancerHeartBeatingServiceClassName");

    private final Properties properties;

    StandaloneSettings(Properties properties) {
        this.properties = properties;
        String strategy = this.strategy();
        if (!Set.of(CONFIRMED, CONFIRMED_NO_DATA, EARLY).contains(strategy)) {
            throw new IllegalArgumentException(STRATEGY + '=' + strategy);
        }
        this.balancers();
    }

    /** Completes a user's properties with what JAIN SIP promises of them when they are not set. */
    static Properties complete(Properties user) {
        Properties properties = new Properties();
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "on");
        properties.setProperty("gov.nist.javax.sip.AUTOMATIC_DIALOG_ERROR_HANDLING", "true");
        properties.setProperty("gov.nist.javax.sip.DELIVER_UNSOLICITED_NOTIFY", "false");
        properties.setProperty("gov.nist.javax.sip.LINGER_TIMER", "8");
        properties.putAll(user);
        return properties;
    }

    Properties properties() {
        return this.properties;
    }

    String stackName() {
        return this.properties.getProperty("javax.sip.STACK_NAME", "wildfly-sip");
    }

    /** Unique in the cluster, a new one for each start unless it is set. */
    String nodeName() {
        return this.properties.getProperty(OURS + "NODE_NAME", this.stackName() + '-' + UUID.randomUUID().toString().substring(0, 8));
    }

    /** Null if none is named. */
    String store() {
        return this.properties.getProperty(STORE);
    }

    /** Null if none is named. */
    String cacheClass() {
        return this.properties.getProperty(CACHE_CLASS_NAME);
    }

    int threads() {
        int otherwise = Math.max(16, 4 * Runtime.getRuntime().availableProcessors());
        int threads = (int) this.number("gov.nist.javax.sip.THREAD_POOL_SIZE", otherwise);
        return threads > 0 ? threads : otherwise;
    }

    Duration commitTimeout() {
        return Duration.ofMillis(this.number(OURS + "COMMIT_TIMEOUT", 500));
    }

    /** How long a look-up of a dialog may take; well within a peer's first retransmissions. */
    Duration lookUpTimeout() {
        return Duration.ofMillis(this.number(OURS + "LOOKUP_TIMEOUT", 2_000));
    }

    /** How long an entry outlives its node. */
    Duration keep() {
        return Duration.ofSeconds(this.number(OURS + "DIALOG_IDLE_SECONDS", 3_600));
    }

    boolean applicationData() {
        return Boolean
                .parseBoolean(this.properties.getProperty(APPLICATION_DATA, Boolean.toString(!this.strategy().equals(CONFIRMED_NO_DATA))));
    }

    /**
     * The heartbeat addresses of the balancers. Ours are {@code host[:port]}; of RestComm's {@code host[:sipPort[:httpPort[:rmiPort]]]} only the
     * host is taken, since none of the ports is that of our heartbeat. Separated by semicolons. May be unresolved.
     */
    List<InetSocketAddress> balancers() {
        String ours = this.properties.getProperty(OURS + BALANCERS);
        String text = ours == null ? this.properties.getProperty(THEIRS + BALANCERS, "") : ours;
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (StringTokenizer tokens = new StringTokenizer(text, "; "); tokens.hasMoreTokens();) {
            addresses.add(address(tokens.nextToken(), ours != null));
        }
        return addresses;
    }

    private static InetSocketAddress address(String text, boolean withPort) {
        int bracket = text.lastIndexOf(']');
        int colon = text.indexOf(':', Math.max(0, bracket));
        String host = colon < 0 ? text : text.substring(0, colon);
        try {
            int port = withPort && colon >= 0 ? Integer.parseInt(text.substring(colon + 1)) : HEARTBEAT_PORT;
            return InetSocketAddress.createUnresolved(bracket < 0 ? host : host.substring(1, bracket), port);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(BALANCERS + '=' + text, wrong);
        }
    }

    /** Shared with the balancers; null for none. */
    String balancerSecret() {
        return this.properties.getProperty(OURS + "BALANCER_SECRET");
    }

    Duration heartbeatInterval() {
        return Duration.ofMillis(this.number(OURS + HEARTBEAT_INTERVAL, this.number(THEIRS + HEARTBEAT_INTERVAL, 1_000)));
    }

    /** The node's version for rolling upgrades; RestComm's is a system property. */
    String version() {
        return this.properties.getProperty(OURS + "NODE_VERSION", System.getProperty("org.mobicents.server.version", "0"));
    }

    /** Names of properties of RestComm's that are set but mean nothing here, with values that are taken for another one. */
    Set<String> ignored() {
        Set<String> ignored = new TreeSet<>();
        for (String name : this.properties.stringPropertyNames()) {
            if ((name.startsWith("org.mobicents.ha.") || name.startsWith("org.mobicents.ext.")) && !UNDERSTOOD.contains(name)) {
                ignored.add(name);
            }
        }
        if (this.strategy().equals(EARLY)) {
            ignored.add(STRATEGY + '=' + EARLY);
        }
        return ignored;
    }

    private String strategy() {
        return this.properties.getProperty(STRATEGY, CONFIRMED);
    }

    private long number(String name, long otherwise) {
        String value = this.properties.getProperty(name);
        try {
            return value == null ? otherwise : Long.parseLong(value.trim());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(name + '=' + value, notANumber);
        }
    }
}
