/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/**
 * That the README's table has the keys that there are.
 */
class DocumentedKeysTestCase {
    private static final Path README = Path.of("../README.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+`) \\|[^|]*\\| (live)? *\\|");
    private static final Pattern KEY = Pattern.compile("`([^`]+)`");

    private static Set<String> documented(boolean live) throws IOException {
        Set<String> keys = new TreeSet<>();
        Matcher row = ROW.matcher(Files.readString(README));
        while (row.find()) {
            Matcher key = KEY.matcher(row.group(1));
            while ((!live || row.group(2) != null) && key.find()) {
                keys.add(key.group(1));
            }
        }
        return keys;
    }

    private static EffectiveSettings known() throws Exception {
        return new ConfigurationReader(warning -> {
        }).read("lb.properties", new StringReader("externalPort=5060")).effective();
    }

    @Test
    void everyKeyHasARow() throws Exception {
        Set<String> documented = documented(false);
        assertThat(known().keys().stream().filter(key -> !documented.contains(key)))
                .as("keys that need a row in the table of balancer-module/README.md").isEmpty();
    }

    @Test
    void defaultsAreThoseThatAreSaid() throws Exception {
        EffectiveSettings known = known();
        Matcher row = Pattern.compile("(?m)^\\| ((?:`[^`|]+`(?:, )?)+) \\| ((?:`[^`|]+`(?:, )?)+) \\| (?:live)? *\\|")
                .matcher(Files.readString(README));
        int compared = 0;
        while (row.find()) {
            List<String> keys = KEY.matcher(row.group(1)).results().map(result -> result.group(1)).toList();
            List<String> values = KEY.matcher(row.group(2)).results().map(result -> result.group(1)).toList();
            for (int i = 0; i < keys.size() && keys.size() == values.size(); i++) {
                // A value that is a key stands for the value of that.
                if (!known.keys().contains(values.get(i))) {
                    assertThat(known.lines()).contains(keys.get(i) + '=' + values.get(i));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(50);
    }

    @Test
    void whatIsSaidToBeLiveIs() throws Exception {
        EffectiveSettings known = known();
        assertThat(documented(true).stream().filter(known.keys()::contains)).isNotEmpty().allMatch(known::isLive);
    }

    @Test
    void whatIsLiveIsSaidToBe() throws Exception {
        Set<String> documented = documented(true);
        EffectiveSettings known = known();
        assertThat(known.keys().stream().filter(known::isLive)).isNotEmpty().allMatch(documented::contains);
    }
}
