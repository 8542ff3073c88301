/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.page;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;
import org.wildfly.sip.demo.process.ManagedProcess;

/** Debian's {@code chromium} without a window, with one page, told what to do over the DevTools protocol. */
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern PAGE = Pattern.compile("\"webSocketDebuggerUrl\": *\"(ws://[^\"]*/devtools/page/[^\"]*)\"");
    private static final Pattern LISTENING = Pattern.compile("ws://127\\.0\\.0\\.1:(\\d+)/");
    private static final Pattern ID = Pattern.compile("^\\{\"id\":(\\d+),");
    private static final Pattern VALUE = Pattern.compile("\"value\":\"((?:[^\"\\\\]++|\\\\.)*+)\"");

    private final ManagedProcess process;
    private final WebSocket page;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
    private final List<String> events = new CopyOnWriteArrayList<>();

    /** Starts the browser; skips the test, with a word, where there is none. */
    Chromium(Path folder) throws Exception {
        boolean there = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path, "chromium")));
        Assumptions.assumeTrue(there, "Chromium is not installed: apt-get install chromium");
        this.process = ManagedProcess.start("chromium", List.of("chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
                "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--no-proxy-server", "--remote-debugging-port=0", "--user-data-dir=" + folder.resolve("profile"),
                "about:blank"), folder.resolve("chromium.log"));
        Matcher port = LISTENING.matcher(this.process.await("DevTools listening on", PATIENCE));
        if (!port.find()) {
            throw new IOException("no DevTools port");
        }
        HttpClient client = HttpClient.newHttpClient();
        URI list = URI.create("http://127.0.0.1:" + port.group(1) + "/json/list");
        Matcher target = PAGE.matcher(client.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body());
        if (!target.find()) {
            throw new IOException("no page");
        }
        this.page = client.newWebSocketBuilder().buildAsync(URI.create(target.group(1)), new Listener()).get(PATIENCE.toSeconds(),
                TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Network", "Log", "Runtime")) {
            command(domain + ".enable", "{}");
        }
    }

    /** Goes to an address. */
    void open(URI address) throws Exception {
        command("Page.navigate", "{\"url\":\"" + address + "\"}");
    }

    /** Makes the window so many pixels wide; 0 for the width that it has by itself. */
    void width(int pixels) throws Exception {
        command("Emulation.setDeviceMetricsOverride",
                "{\"width\":" + pixels + ",\"height\":800,\"deviceScaleFactor\":1,\"mobile\":false}");
    }

    /** What an expression is in the page, as text. */
    String evaluate(String expression) throws Exception {
        String escaped = ("String(" + expression + ')').replace("\\", "\\\\").replace("\"", "\\\"");
        Matcher value = VALUE.matcher(command("Runtime.evaluate", "{\"expression\":\"" + escaped + "\",\"returnByValue\":true}"));
        return value.find() ? value.group(1).replace("\\n", "\n").replace("\\\"", "\"") : "";
    }

    /** What the browser has told by itself: requests, errors. */
    List<String> events(String method) {
        return this.events.stream().filter(event -> event.startsWith("{\"method\":\"" + method + '"')).toList();
    }

    private String command(String method, String parameters) throws Exception {
        int id = this.ids.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        this.answers.put(id, answer);
        this.page.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + '}', true).join();
        return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            this.text.append(data);
            if (last) {
                String message = this.text.toString();
                this.text.setLength(0);
                Matcher id = ID.matcher(message);
                if (id.find()) {
                    Chromium.this.answers.remove(Integer.valueOf(id.group(1))).complete(message);
                } else {
                    Chromium.this.events.add(message);
                }
            }
            socket.request(1);
            return null;
        }
    }

    @Override
    public void close() {
        this.page.abort();
        this.process.kill();
    }
}
