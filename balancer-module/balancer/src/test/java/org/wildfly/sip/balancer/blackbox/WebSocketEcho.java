/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import java.net.Socket;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * A WebSocket server that sends back what comes.
 */
final class WebSocketEcho {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int PING = 0x89;
    private static final int PONG = 0x8a;
    private static final int LONGEST = 125;

    private WebSocketEcho() {
    }

    /** Answers an upgrade with the subprotocol that it asks for, then each frame. */
    static void serve(Socket socket) throws Exception {
        String header = RawHttpNode.readHeader(socket.getInputStream());
        accept(socket, header);
        while (true) {
            int first = socket.getInputStream().read();
            int length = socket.getInputStream().read() & 0x7f;
            if (first < 0 || length > LONGEST) {
                socket.close();
                return;
            }
            byte[] mask = socket.getInputStream().readNBytes(4);
            byte[] frame = socket.getInputStream().readNBytes(length);
            for (int i = 0; i < frame.length; i++) {
                frame[i] ^= mask[i % mask.length];
            }
            socket.getOutputStream().write(new byte[]{(byte) (first == PING ? PONG : first), (byte) length});
            socket.getOutputStream().write(frame);
        }
    }

    private static void accept(Socket socket, String header) throws Exception {
        String key = value(header, "Sec-WebSocket-Key");
        String accept = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes()));
        String protocol = value(header, "Sec-WebSocket-Protocol");
        RawHttpNode.write(socket, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + accept + (protocol == null ? "" : "\r\nSec-WebSocket-Protocol: " + protocol) + "\r\nX-Seen: "
                + header.lines().findFirst().orElseThrow() + " for " + value(header, "X-Forwarded-For") + "\r\n\r\n");
    }

    private static String value(String header, String name) {
        return header.lines().filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip()).findAny().orElse(null);
    }
}
