/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.wildfly.sip.balancer.config.AlgorithmConfiguration.Affinity;
import org.wildfly.sip.balancer.config.AlgorithmConfiguration.Key;
import org.wildfly.sip.balancer.config.AlgorithmConfiguration.Kind;

/**
 * The section of the file that says how nodes are chosen.
 */
final class AlgorithmSection {
    private static final String ALGORITHM_CLASS = "algorithmClass";
    private static final String ALGORITHM_JAR = "algorithmJar";
    private static final String ALGORITHM_PREFIX = "algorithm.";
    private static final String MAX_TIME_IN_CACHE = "callIdAffinityMaxTimeInCache";
    private static final String GROUP_FAILOVER = "callIdAffinityGroupFailover";
    private static final String MAX_ENTRIES = "callIdAffinityMaxEntries";
    private static final String USER_MAX_TIME_IN_CACHE = "userAffinityMaxTimeInCache";
    private static final String USER_GROUP_FAILOVER = "userAffinityGroupFailover";
    private static final String HEADER_KEY = "sipHeaderAffinityKey";
    private static final String EXCLUSION_PATTERN = "sipHeaderAffinityExclusionPattern";
    private static final String FALLBACK_KEY = "sipHeaderAffinityFallbackKey";
    private static final String CACHE_CONFIGURATION = "persistentConsistentHashCacheConfiguration";
    private static final String SUBCLUSTER_MAP = "subclusterMap";

    private static final String CALL_ID = "Call-ID";
    private static final Pattern KEY_NAME = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]+");
    private static final Pattern SUBCLUSTERS = Pattern.compile("(\\s*\\([^()]*\\)\\s*,?)*\\s*");

    private AlgorithmSection() {
    }

    static AlgorithmConfiguration read(Settings settings) {
        settings.live(ALGORITHM_CLASS, ALGORITHM_JAR, MAX_TIME_IN_CACHE, GROUP_FAILOVER, MAX_ENTRIES, USER_MAX_TIME_IN_CACHE,
                USER_GROUP_FAILOVER, HEADER_KEY, EXCLUSION_PATTERN, FALLBACK_KEY, CACHE_CONFIGURATION, SUBCLUSTER_MAP);
        String name = settings.text(ALGORITHM_CLASS, AlgorithmNames.DEFAULT);
        Kind kind = AlgorithmNames.kind(name);
        if (kind == null) {
            settings.problem(ALGORITHM_CLASS, AlgorithmNames.problem(name));
        } else if (kind == Kind.CUSTOM && !settings.isSet(ALGORITHM_JAR) && !isOnClassPath(name)) {
            settings.problem(ALGORITHM_CLASS, "is not known and not on the class path; name the jar that has it with " + ALGORITHM_JAR);
        }
        withoutEffect(settings, kind);
        int idle = settings.number(MAX_TIME_IN_CACHE, 500, 1, 86_400);
        int entries = settings.number(MAX_ENTRIES, 262_144, 1024, 16_777_216);
        boolean grouped = settings.flag(GROUP_FAILOVER, false);
        Affinity users = new Affinity(Duration.ofSeconds(settings.number(USER_MAX_TIME_IN_CACHE, idle, 1, 86_400)), entries,
                settings.flag(USER_GROUP_FAILOVER, grouped));
        return new AlgorithmConfiguration(kind, name, file(settings, ALGORITHM_JAR),
                new Affinity(Duration.ofSeconds(idle), entries, grouped), users, key(settings, kind),
                file(settings, CACHE_CONFIGURATION), subclusters(settings), properties(settings));
    }

    private static Map<String, String> properties(Settings settings) {
        Map<String, String> properties = settings.prefixed(ALGORITHM_PREFIX);
        properties.keySet().forEach(name -> settings.live(ALGORITHM_PREFIX + name));
        return properties;
    }

    /** Tells of keys that somebody has set for an algorithm that is not the one of this configuration. */
    private static void withoutEffect(Settings settings, Kind kind) {
        Map<String, Kind> owners = Map.of(ALGORITHM_JAR, Kind.CUSTOM, SUBCLUSTER_MAP, Kind.CLUSTER_SUBDOMAIN_AFFINITY,
                CACHE_CONFIGURATION, Kind.PERSISTENT_CONSISTENT_HASH);
        owners.forEach((key, owner) -> {
            if (kind != null && kind != owner && settings.isSet(key)) {
                settings.note(key, "has no effect with " + ALGORITHM_CLASS + '=' + settings.text(ALGORITHM_CLASS, AlgorithmNames.DEFAULT));
            }
        });
    }

    private static boolean isOnClassPath(String className) {
        try {
            Class.forName(className, false, AlgorithmSection.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static Key key(Settings settings, Kind kind) {
        return new Key(keyName(settings, HEADER_KEY, kind == Kind.USER_AFFINITY ? "From" : CALL_ID), exclusion(settings),
                keyName(settings, FALLBACK_KEY, CALL_ID));
    }

    private static String keyName(Settings settings, String key, String byDefault) {
        String name = settings.text(key, byDefault);
        if (!KEY_NAME.matcher(name).matches()) {
            settings.problem(key, "is neither the name of a header nor from.user or to.user; the default is " + byDefault);
        }
        return name;
    }

    private static String exclusion(Settings settings) {
        String text = settings.text(EXCLUSION_PATTERN, null);
        try {
            Pattern.compile(text == null ? "" : text);
        } catch (PatternSyntaxException e) {
            settings.problem(EXCLUSION_PATTERN, "is no regular expression: " + e.getDescription());
        }
        return text;
    }

    private static Path file(Settings settings, String key) {
        String text = settings.text(key, null);
        if (text == null) {
            return null;
        }
        Path file = Path.of(text);
        if (!Files.isReadable(file)) {
            settings.problem(key, "is no file that can be read; give the path of one");
        }
        return file;
    }

    private static List<Set<InetAddress>> subclusters(Settings settings) {
        String text = settings.text(SUBCLUSTER_MAP, "");
        if (!SUBCLUSTERS.matcher(text).matches()) {
            settings.problem(SUBCLUSTER_MAP, "is no list of groups such as (192.0.2.1, 192.0.2.2) (192.0.2.3, 192.0.2.4)");
            return List.of();
        }
        List<Set<InetAddress>> groups = new ArrayList<>();
        for (String group : text.split("\\)")) {
            Set<InetAddress> hosts = new LinkedHashSet<>();
            for (String host : group.substring(group.indexOf('(') + 1).split(",")) {
                if (!host.isBlank()) {
                    hosts.add(AddressSection.host(settings, SUBCLUSTER_MAP, host.strip()));
                }
            }
            if (!hosts.isEmpty()) {
                groups.add(hosts);
            }
        }
        return List.copyOf(groups);
    }
}
