/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.http;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import org.wildfly.sip.balancer.heartbeat.MalformedAnnouncementException;

/**
 * What a node says: one object with one key, the name, whose value is an object of texts and numbers.
 *
 * @param name   the command
 * @param fields its values, all as texts
 */
public record Command(String name, Map<String, String> fields) {
    private static final int MAX_FIELDS = 64;
    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(4)
                    .maxStringLength(1024).maxNameLength(256).maxNumberLength(32).build())
            .build();

    /**
     * Reads a command.
     *
     * @throws MalformedAnnouncementException if it is none
     */
    public static Command read(byte[] json) throws MalformedAnnouncementException {
        try (JsonParser parser = JSON.createParser(json)) {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            require(parser.nextToken() == JsonToken.FIELD_NAME);
            String name = parser.currentName();
            require(parser.nextToken() == JsonToken.START_OBJECT);
            Map<String, String> fields = new HashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                require(value != null && value.isScalarValue() && fields.size() < MAX_FIELDS);
                if (value != JsonToken.VALUE_NULL) {
                    fields.put(field, parser.getText().strip());
                }
            }
            require(parser.currentToken() == JsonToken.END_OBJECT);
            require(parser.nextToken() == JsonToken.END_OBJECT);
            require(parser.nextToken() == null);
            return new Command(name, fields);
        } catch (IOException e) {
            throw new MalformedAnnouncementException("it is not JSON");
        }
    }

    private static void require(boolean condition) throws MalformedAnnouncementException {
        if (!condition) {
            throw new MalformedAnnouncementException("it is not one object with one object of texts and numbers");
        }
    }
}
