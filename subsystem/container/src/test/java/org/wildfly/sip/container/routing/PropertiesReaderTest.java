/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.sip.container.routing.PositionedProperty.Position;

class PropertiesReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "a=b", "a:b", "a b", "a = b\n", " a\t:\tb ", "a", "a=", "# c\na=b\n! d\nc=d",
            "a=b\\\n   c\\\r\n  d\ne=f",
            "a\\:b=c\\:d", "a=\\u0041\\t\\\\x", "a=b\\\\\nc=d", "a=b\\", "a=b\\\n", "a=b\r\rc=d\r\n\r\ne=f", "a==b", "a: =b",
            "a=b\\\n\nc=d",
            "a=b\\\n#c", "INVITE: (\"x\", \"DAR\\:From\") , \\\n  (\"y\")"})
    void propertiesAreThoseOfJavaUtilProperties(String text) throws IOException {
        Properties expected = new Properties();
        expected.load(new StringReader(text));
        Map<Object, Object> actual = new HashMap<>();
        new PropertiesReader(text).read().forEach(property -> actual.put(property.name(), property.value()));
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void everyCharacterKnowsItsPlace() {
        List<PositionedProperty> properties = new PropertiesReader("\uFEFF# comment\r\nINVITE: a\\:b, \\\n\t  c\nBYE=d").read();
        PositionedProperty invite = properties.get(0);
        assertThat(invite.position()).isEqualTo(new Position(2, 1));
        assertThat(invite.value()).isEqualTo("a:b, c");
        assertThat(invite.at(0)).isEqualTo(new Position(2, 9));
        assertThat(invite.at(2)).isEqualTo(new Position(2, 12));
        assertThat(invite.at(5)).isEqualTo(new Position(3, 4));
        assertThat(invite.at(6)).isEqualTo(new Position(3, 5));
        assertThat(properties.get(1).position()).isEqualTo(new Position(4, 1));
    }
}
