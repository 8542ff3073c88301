/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Clients on WebSocket (RFC 6455, RFC 7118).
 */
class WebSocketTestCase {
    private static final String URI = "sip:bob@example.com";

    private Balancer balancer;
    private WebSocketParty phone;

    @BeforeEach
    void start() throws Exception {
        this.balancer = new Balancer("externalWsPort=0", "maxMessageSize=8192");
        this.phone = phone();
        this.phone.connect(port());
    }

    @AfterEach
    void stop() throws Exception {
        this.balancer.close();
    }

    private WebSocketParty phone() throws IOException {
        return this.balancer.add(new WebSocketParty(Transport.WS, Balancer.HOST, null));
    }

    private InetSocketAddress port() {
        return this.balancer.running().addresses(Leg.EXTERNAL).get(Transport.WS);
    }

    private static byte[] bytes(Message message) {
        return message.text().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void whoDoesNotOfferSipIsRefused() throws Exception {
        assertThat(phone().ask(port(), "")).startsWith("HTTP/1.1 400 ");
        assertThat(phone().ask(port(), "Sec-WebSocket-Protocol: chat, mqtt\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(phone().ask(port(), "Sec-WebSocket-Protocol: chat, sip\r\n")).startsWith("HTTP/1.1 101 ");
        StreamParty browser = this.balancer.add(new StreamParty(Transport.TCP, Balancer.HOST, null));
        browser.connect(port());
        browser.write("GET / HTTP/1.1\r\nHost: balancer\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(browser.readHead()).startsWith("HTTP/1.1 426 ");
        assertThatThrownBy(() -> browser.read(1)).isInstanceOf(EOFException.class);
    }

    @Test
    void textAndBinaryWholeAndInFragmentsAreMessages() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        for (int type : new int[]{WebSocketParty.TEXT, WebSocketParty.BINARY}) {
            Message message = this.phone.request("MESSAGE", URI).withBody("hello");
            this.phone.frame(type, true, bytes(message));
            assertThat(node.receive().body()).isEqualTo("hello");
            byte[] bytes = bytes(this.phone.request("MESSAGE", URI).withBody("in three parts"));
            this.phone.frame(type, false, Arrays.copyOf(bytes, 10));
            this.phone.frame(WebSocketParty.PING, true, new byte[]{7});
            this.phone.frame(WebSocketParty.CONTINUATION, false, Arrays.copyOfRange(bytes, 10, 100));
            this.phone.frame(WebSocketParty.CONTINUATION, true, Arrays.copyOfRange(bytes, 100, bytes.length));
            assertThat(node.receive().body()).isEqualTo("in three parts");
            WebSocketParty.Frame pong = this.phone.nextFrame();
            assertThat(pong.type()).isEqualTo(WebSocketParty.PONG);
            assertThat(pong.content()).containsExactly(7);
        }
    }

    @Test
    void whatIsNotUtf8GoesInABinaryFrame() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        this.phone.send(this.phone.request("MESSAGE", URI));
        Message received = node.receive();
        node.send(this.balancer.internal(), received.response(200, "b").withBody("plain"));
        assertThat(this.phone.nextFrame().type()).isEqualTo(WebSocketParty.TEXT);
        node.send(this.balancer.internal(), received.response(200, "b").withBody("\u00ff\u00fe"));
        WebSocketParty.Frame frame = this.phone.nextFrame();
        assertThat(frame.type()).isEqualTo(WebSocketParty.BINARY);
        assertThat(frame.text()).endsWith("\r\n\r\n\u00ff\u00fe");
    }

    @Test
    void aMessageWithoutLengthGetsOneOnItsWayToAStream() throws Exception {
        TcpPeer node = this.balancer.tcpNode("n1");
        this.phone.send(this.phone.request("MESSAGE", URI).withBody("hello").without("Content-Length"));
        Message received = node.accept().receive();
        assertThat(received.header("Content-Length")).isEqualTo("5");
        assertThat(received.body()).isEqualTo("hello");
    }

    @Test
    void fragmentsThatBecomeTooLongEndTheConnectionAndNoOther() throws Exception {
        UdpPeer node = this.balancer.node("n1");
        WebSocketParty other = phone();
        other.connect(port());
        this.phone.frame(WebSocketParty.TEXT, false, new byte[5000]);
        this.phone.frame(WebSocketParty.CONTINUATION, false, new byte[5000]);
        assertThat(this.phone.nextFrame().type()).isEqualTo(WebSocketParty.CLOSE);
        assertThatThrownBy(() -> this.phone.read(1)).isInstanceOf(IOException.class);
        assertThat(this.balancer.running().statistics().get(Counter.OVERSIZE)).isEqualTo(1);
        other.send(other.request("INFO", URI));
        assertThat(node.receive().method()).isEqualTo("INFO");
    }

    @Test
    void keepAlivesAreAnsweredAndAFarewellToo() throws Exception {
        this.phone.frame(WebSocketParty.TEXT, true, new byte[]{'\r', '\n', '\r', '\n'});
        assertThat(this.phone.nextFrame().text()).isEqualTo("\r\n");
        this.phone.frame(WebSocketParty.CLOSE, true, new byte[]{3, (byte) 0xe8});
        WebSocketParty.Frame farewell = this.phone.nextFrame();
        assertThat(farewell.type()).isEqualTo(WebSocketParty.CLOSE);
        assertThat(farewell.content()).containsExactly(3, 0xe8);
        assertThatThrownBy(() -> this.phone.read(1)).isInstanceOf(EOFException.class);
    }
}
