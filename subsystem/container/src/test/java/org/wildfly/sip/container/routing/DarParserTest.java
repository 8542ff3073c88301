/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DarParserTest {
    private static final String ENTRY = "(\"a\", \"DAR:From\", \"ORIGINATING\", \"\", \"NO_ROUTE\", \"0\")";

    @ParameterizedTest
    @ValueSource(strings = {"", "INVITE:", "INVITE: " + ENTRY, "INVITE=" + ENTRY + "," + ENTRY, "INVITE: " + ENTRY + ";",
            "INVITE: " + ENTRY + ",",
            "MESSAGE : " + ENTRY + " \\\n , " + ENTRY,
            "ALL:(\"a\",\"DAR\\:From\",\"NEUTRAL\",\" \",\"NO_ROUTE\",\"\",\"DIRECTION\\=INBOUND\")",
            "X-FOO: (\"a\",\"sip:a@b\",\"TERMINATING\",\"sip:127.0.0.1:5070\",\"ROUTE\",\"-1\","
                    + "\"REGEX=From:.*a b.* DIRECTION=UAC_ROUTE_BACK NEW=x\")",
            "REGISTER: (\"\",\"\",\"TERMINATING\",\"sips:proxy.example.com;lr\",\"ROUTE_BACK\",\"0\")"})
    void whatFilesInUseHaveIsUnderstood(String text) {
        assertThatCode(() -> parse(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            INVITE: a                                                                  | dar:1:9: an entry begins with (
            INVITE: ("a" "b")                                                          | dar:1:14: a comma or ) is missing
            INVITE: ("a, b)                                                            | dar:1:10: the closing quotation mark
            INVITE: (a, "b")                                                           | dar:1:10: a value in quotation marks is missing
            INVITE: (                                                                  | dar:1:10: a value in quotation marks is missing
            INVITE: ("a", "b")                                                         | dar:1:9: an entry has 6 values
            INVITE: ("", "DAR:From", "ORIGINATING", "", "NO_ROUTE", "0")               | dar:1:10: the application's name is missing
            INVITE: ("a", "DAR:", "ORIGINATING", "", "NO_ROUTE", "0")                  | dar:1:15: DAR: without a header
            INVITE: ("a", "DAR:From", "ORIGINATE", "", "NO_ROUTE", "0")                | dar:1:27: "ORIGINATE" is no region
            INVITE: ("a", "DAR:From", "ORIGINATING", "", "NONE", "0")                  | dar:1:46: "NONE" is no route modifier
            INVITE: ("a", "DAR:From", "ORIGINATING", "", "ROUTE", "0")                 | dar:1:42: ROUTE needs a route
            INVITE: ("a", "DAR:From", "ORIGINATING", "proxy", "ROUTE", "0")            | dar:1:42: "proxy" is no route
            INVITE: ("a", "DAR:From", "ORIGINATING", "", "NO_ROUTE", "first")          | dar:1:58: "first" is no place
            INVITE: ("a", "DAR:From", "ORIGINATING", "", "NO_ROUTE", "0", "DIRECTION=IN") | dar:1:63: "IN" is no DIRECTION
            INVITE: ("a", "DAR:From", "ORIGINATING", "", "NO_ROUTE", "0", "REGEX=From:(") | dar:1:63: "From:(" is no REGEX
            INVITE: ("a", "DAR:From", "ORIGINATING", "", "NO_ROUTE", "0", "REGEX=From")  | the header is missing
            invite: ("a", "DAR:From", "ORIGINATING", "", "NO_ROUTE", "0")              | dar:1:1: SIP methods are case-sensitive
            ("a", "DAR:From", "ORIGINATING", "", "NO_ROUTE", "0")                      | is no SIP method
            """)
    void whatIsWrongIsReportedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(ApplicationRouterException.class).hasMessageContaining(message);
    }

    @Test
    void allProblemsOfAFileAreReportedAtOnce() {
        String text = """
                # rules
                INVITE: ("a", "DAR:From", "ORIGINATING", "", "ROUTE", "x"), \\
                        b, \\
                        ("c", "DAR:From", "SOUTH", "", "NO_ROUTE", "0")
                REGISTER: ("a", "DAR:From", "ORIGINATING", "", "NO_ROUTE", "0")
                REGISTER: ("b", "DAR:From", "ORIGINATING", "", "NO_ROUTE", "0")
                """;
        assertThatThrownBy(() -> parse(text)).isInstanceOf(ApplicationRouterException.class).hasMessageContainingAll(
                "dar:2:42: ROUTE needs a route",
                "dar:2:55: \"x\" is no place", "dar:3:9: an entry begins with (", "dar:4:27: \"SOUTH\" is no region",
                "dar:6:1: REGISTER stands there already at line 5");
    }

    static DarRules parse(String text) {
        return new DarParser("dar").parse(new PropertiesReader(text).read());
    }
}
