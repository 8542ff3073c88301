/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.stream.Collectors;

import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/**
 * Asks by what the JDK has for it: JNDI for services, the system's way for addresses unless servers are given.
 */
public final class JndiLookup implements Lookup {
    private static final int MAX_RECORDS = 32;
    private static final String TIMEOUT_MILLIS = "1000";
    private static final String TRIES = "2";
    /** A text without characters, as JNDI has it in a NAPTR record. */
    private static final String EMPTY = "\"\"";

    private final List<String> servers;

    /**
     * @param servers to ask, each {@code host} or {@code host:port}; empty for those of the system
     */
    public JndiLookup(List<String> servers) {
        this.servers = List.copyOf(servers);
    }

    @Override
    public List<PointerRecord> pointers(String name) {
        List<PointerRecord> pointers = new ArrayList<>();
        for (String record : records(name, "NAPTR")) {
            String[] fields = record.split(" ");
            try {
                if (fields.length == 6 && fields[2].equalsIgnoreCase("s") && fields[4].equals(EMPTY)) {
                    pointers.add(new PointerRecord(Integer.parseInt(fields[0]), Integer.parseInt(fields[1]), fields[3],
                            withoutDot(fields[5])));
                }
            } catch (NumberFormatException e) {
                // No record that anybody could use.
            }
        }
        return pointers;
    }

    @Override
    public List<SrvRecord> services(String name) {
        List<SrvRecord> services = new ArrayList<>();
        for (String record : records(name, "SRV")) {
            String[] fields = record.split(" ");
            try {
                if (fields.length == 4) {
                    services.add(new SrvRecord(Integer.parseInt(fields[0]), Integer.parseInt(fields[1]), Integer.parseInt(fields[2]),
                            withoutDot(fields[3])));
                }
            } catch (NumberFormatException e) {
                // No record that anybody could use.
            }
        }
        return services;
    }

    @Override
    public List<InetAddress> addresses(String host) {
        List<InetAddress> addresses = new ArrayList<>();
        if (!this.servers.isEmpty()) {
            for (String type : new String[]{"A", "AAAA"}) {
                records(host, type).forEach(record -> addresses.addAll(system(record)));
            }
        }
        return addresses.isEmpty() ? system(host) : addresses;
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static List<InetAddress> system(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    private List<String> records(String name, String type) {
        List<String> records = new ArrayList<>();
        try {
            DirContext context = new InitialDirContext(environment());
            try {
                Attribute attribute = context.getAttributes(name, new String[]{type}).get(type);
                NamingEnumeration<?> values = attribute == null ? null : attribute.getAll();
                while (values != null && values.hasMore() && records.size() < MAX_RECORDS) {
                    records.add(values.next().toString());
                }
            } finally {
                context.close();
            }
        } catch (NamingException e) {
            // No such name, or nobody who knows: the caller goes on without.
        }
        return records;
    }

    private Hashtable<String, String> environment() {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL,
                this.servers.isEmpty() ? "dns:" : this.servers.stream().map(server -> "dns://" + server).collect(Collectors.joining(" ")));
        environment.put("com.sun.jndi.dns.timeout.initial", TIMEOUT_MILLIS);
        environment.put("com.sun.jndi.dns.timeout.retries", TRIES);
        return environment;
    }
}
