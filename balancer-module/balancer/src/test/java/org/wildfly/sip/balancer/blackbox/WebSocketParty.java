/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

import javax.net.ssl.SSLContext;

import org.wildfly.sip.heartbeat.Transport;

/**
 * A phone or a node on WebSocket (RFC 6455, RFC 7118), frame by frame.
 */
final class WebSocketParty extends StreamParty {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private boolean client;

    /** A frame. */
    record Frame(int type, boolean last, byte[] content) {

        String text() {
            return new String(this.content, StandardCharsets.ISO_8859_1);
        }
    }

    WebSocketParty(Transport transport, String host, SSLContext tls) throws IOException {
        super(transport, host, tls);
    }

    @Override
    void connect(InetSocketAddress to) throws IOException {
        String answer = ask(to, "Sec-WebSocket-Protocol: sip\r\n");
        if (!answer.startsWith("HTTP/1.1 101 ") || !answer.toLowerCase(Locale.ROOT).contains("sec-websocket-protocol: sip\r\n")) {
            throw new IOException(answer);
        }
    }

    /** Connects, asks for WebSocket with further headers, and returns the answer. */
    String ask(InetSocketAddress to, String headers) throws IOException {
        super.connect(to);
        this.client = true;
        write(("GET /any?path HTTP/1.1\r\nHost: balancer\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: https://elsewhere.example\r\n"
                + "Sec-WebSocket-Key: " + KEY + "\r\nSec-WebSocket-Version: 13\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return readHead();
    }

    @Override
    void accept() throws IOException {
        super.accept();
        Message request = new Message(readHead());
        String key = request.lines().stream().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst().orElseThrow();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: sip\r\n"
                    + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    @Override
    void send(Message message) throws IOException {
        frame(TEXT, true, message.text().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends a frame. */
    void frame(int type, boolean last, byte[] content) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write((last ? 0x80 : 0) | type);
        int masked = this.client ? 0x80 : 0;
        if (content.length < 126) {
            frame.write(masked | content.length);
        } else {
            frame.write(masked | 126);
            frame.write(content.length >> 8);
            frame.write(content.length);
        }
        byte[] mask = {1, 2, 3, 4};
        if (this.client) {
            frame.write(mask);
        }
        for (int i = 0; i < content.length; i++) {
            frame.write(this.client ? content[i] ^ mask[i & 3] : content[i]);
        }
        write(frame.toByteArray());
    }

    @Override
    Message receive() throws IOException {
        Frame frame = nextFrame();
        if (frame.type() != TEXT && frame.type() != BINARY || !frame.last()) {
            throw new IOException("frame of type " + frame.type());
        }
        return new Message(frame.text());
    }

    /** The next frame. */
    Frame nextFrame() throws IOException {
        byte[] head = read(2);
        int length = head[1] & 0x7f;
        if (length == 126) {
            byte[] longer = read(2);
            length = (longer[0] & 0xff) << 8 | longer[1] & 0xff;
        }
        byte[] mask = (head[1] & 0x80) == 0 ? new byte[4] : read(4);
        byte[] content = read(length);
        for (int i = 0; i < content.length; i++) {
            content[i] ^= mask[i & 3];
        }
        return new Frame(head[0] & 0xf, (head[0] & 0x80) != 0, content);
    }
}
