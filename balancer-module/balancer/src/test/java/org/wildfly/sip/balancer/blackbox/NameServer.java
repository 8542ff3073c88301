/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A name server of the loopback address (RFC 1035) that knows what it is told.
 */
final class NameServer implements AutoCloseable {
    private static final int A = 1;
    private static final int AAAA = 28;
    private static final int SRV = 33;
    private static final int NAPTR = 35;

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName(Balancer.HOST));
    private final Map<String, List<byte[]>> records = new ConcurrentHashMap<>();
    private final AtomicInteger queries = new AtomicInteger();
    private final CountDownLatch open;

    /**
     * @param open when it is zero queries are answered
     */
    NameServer(CountDownLatch open) throws IOException {
        this.open = open;
        new Thread(this::serve, "name server").start();
    }

    NameServer() throws IOException {
        this(new CountDownLatch(0));
    }

    String address() {
        return Balancer.HOST + ':' + this.socket.getLocalPort();
    }

    /** How many queries have come. */
    int queries() {
        return this.queries.get();
    }

    NameServer host(String name, String address) throws IOException {
        byte[] raw = InetAddress.getByName(address).getAddress();
        return add(raw.length == 4 ? A : AAAA, name, raw);
    }

    NameServer service(String name, int priority, int weight, int port, String target) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(data);
        out.writeShort(priority);
        out.writeShort(weight);
        out.writeShort(port);
        writeName(out, target);
        return add(SRV, name, data.toByteArray());
    }

    /** A NAPTR record. */
    NameServer pointer(String name, int order, int preference, String service, String replacement) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(data);
        out.writeShort(order);
        out.writeShort(preference);
        for (String text : new String[]{"s", service, ""}) {
            out.writeByte(text.length());
            out.writeBytes(text);
        }
        writeName(out, replacement);
        return add(NAPTR, name, data.toByteArray());
    }

    private static void writeName(DataOutputStream out, String name) throws IOException {
        for (String label : name.split("\\.")) {
            out.writeByte(label.length());
            out.writeBytes(label);
        }
        out.writeByte(0);
    }

    private NameServer add(int type, String name, byte[] data) {
        this.records.computeIfAbsent(type + name, key -> new ArrayList<>()).add(data);
        return this;
    }

    private void serve() {
        byte[] buffer = new byte[1500];
        while (!this.socket.isClosed()) {
            try {
                DatagramPacket query = new DatagramPacket(buffer, buffer.length);
                this.socket.receive(query);
                this.queries.incrementAndGet();
                this.open.await();
                byte[] answer = answer(ByteBuffer.wrap(buffer, 0, query.getLength()));
                this.socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
            } catch (IOException | InterruptedException e) {
                return;
            }
        }
    }

    private byte[] answer(ByteBuffer query) throws IOException {
        short id = query.getShort(0);
        query.position(12);
        StringBuilder name = new StringBuilder();
        for (int length = query.get(); length > 0; length = query.get()) {
            byte[] label = new byte[length];
            query.get(label);
            name.append(name.length() == 0 ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        int type = query.getShort();
        List<byte[]> found = this.records.getOrDefault(type + name.toString(), List.of());
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(answer);
        out.writeShort(id);
        out.writeShort(found.isEmpty() ? 0x8583 : 0x8580);
        out.writeShort(1);
        out.writeShort(found.size());
        out.writeInt(0);
        out.write(query.array(), 12, query.position() + 2 - 12);
        for (byte[] data : found) {
            out.writeShort(0xc00c);
            out.writeShort(type);
            out.writeShort(1);
            out.writeInt(60);
            out.writeShort(data.length);
            out.write(data);
        }
        return answer.toByteArray();
    }

    @Override
    public void close() {
        this.open.countDown();
        this.socket.close();
    }
}
