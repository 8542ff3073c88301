/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.PatternSyntaxException;

import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import javax.servlet.sip.ar.SipRouteModifier;

import org.wildfly.sip.container.routing.DarEntryReader.Entry;
import org.wildfly.sip.container.routing.DarEntryReader.Field;
import org.wildfly.sip.container.routing.PositionedProperty.Position;

/** Understands the values of one entry of a DAR file. For one use by one thread. */
final class DarRuleParser {
    private static final int FIELDS = 6;

    private final Entry entry;
    private final int index;
    private final BiConsumer<Position, String> problems;
    private boolean wrong;
    private DarRule.Direction direction = DarRule.Direction.ANY;
    private HeaderPattern pattern;

    /** @param index how many entries stand before it */
    DarRuleParser(Entry entry, int index, BiConsumer<Position, String> problems) {
        this.entry = entry;
        this.index = index;
        this.problems = problems;
    }

    /** @return null if it is wrong, which has been noted */
    DarRule parse() {
        List<Field> fields = this.entry.fields();
        if (fields.size() != FIELDS && fields.size() != FIELDS + 1) {
            this.problem(this.entry.position(),
                    "an entry has 6 values (application, subscriber, region, route, route modifier, place), or 7 with"
                            + " options; this one has " + fields.size() + ".");
            return null;
        }
        SipRouteModifier modifier = this.modifier(fields.get(4));
        String route = this.route(fields.get(3), modifier);
        String application = this.application(fields.get(0), route);
        Subscriber subscriber = this.subscriber(fields.get(1));
        SipApplicationRoutingRegion region = this.region(fields.get(2));
        int place = this.place(fields.get(5));
        if (fields.size() > FIELDS) {
            this.options(fields.get(FIELDS));
        }
        return this.wrong ? null : new DarRule(application, subscriber, region, route, modifier, place, this.direction, this.pattern);
    }

    private String application(Field field, String route) {
        if (!field.text().isEmpty()) {
            return field.text();
        }
        if (route == null) {
            this.problem(field.position(),
                    "the application's name is missing. Give the app-name of its sip.xml or the name of its @SipApplication.");
        }
        return null;
    }

    private Subscriber subscriber(Field field) {
        Subscriber subscriber = new Subscriber(field.text());
        if (!subscriber.isValid()) {
            this.problem(field.position(), "DAR: without a header. Write, for instance, DAR:From.");
        }
        return subscriber;
    }

    private SipApplicationRoutingRegion region(Field field) {
        return switch (field.text()) {
            case "ORIGINATING" -> SipApplicationRoutingRegion.ORIGINATING_REGION;
            case "TERMINATING" -> SipApplicationRoutingRegion.TERMINATING_REGION;
            case "NEUTRAL" -> SipApplicationRoutingRegion.NEUTRAL_REGION;
            default -> {
                this.problem(field.position(), "\"" + field.text() + "\" is no region. Give ORIGINATING, TERMINATING or NEUTRAL.");
                yield null;
            }
        };
    }

    private SipRouteModifier modifier(Field field) {
        return Arrays.stream(SipRouteModifier.values()).filter(value -> value.name().equals(field.text())).findAny().orElseGet(() -> {
            this.problem(field.position(), "\"" + field.text() + "\" is no route modifier. Give ROUTE, ROUTE_BACK or NO_ROUTE.");
            return null;
        });
    }

    private String route(Field field, SipRouteModifier modifier) {
        String route = field.text();
        if (route.isEmpty()) {
            if (modifier == SipRouteModifier.ROUTE || modifier == SipRouteModifier.ROUTE_BACK) {
                this.problem(field.position(), modifier + " needs a route. Give a SIP URI, or NO_ROUTE as route modifier.");
            }
            return null;
        }
        if (!route.contains("sip:") && !route.contains("sips:")) {
            this.problem(field.position(), "\"" + route + "\" is no route. Give a SIP URI, such as sip:proxy.example.com;lr, or nothing.");
        }
        return route;
    }

    private int place(Field field) {
        if (field.text().isEmpty()) {
            return this.index;
        }
        try {
            return Integer.parseInt(field.text());
        } catch (NumberFormatException e) {
            this.problem(field.position(),
                    "\"" + field.text() + "\" is no place in the order of applications. Give a whole number, from 0.");
            return 0;
        }
    }

    /**
     * Options are NAME=VALUE, separated by blanks; a value may have blanks itself. Names that are not known are passed over, as the syntax
     * demands.
     */
    private void options(Field field) {
        for (String option : field.text().split("\\s+(?=[A-Z_]+=)")) {
            String value = option.substring(option.indexOf('=') + 1).strip();
            if (option.startsWith("DIRECTION=")) {
                this.direction = Arrays.stream(DarRule.Direction.values()).filter(d -> d.name().equals(value) && d != DarRule.Direction.ANY)
                        .findAny().orElseGet(() -> {
                            this.problem(field.position(), "\"" + value + "\" is no DIRECTION. Give INBOUND, OUTBOUND or UAC_ROUTE_BACK.");
                            return DarRule.Direction.ANY;
                        });
            } else if (option.startsWith("REGEX=")) {
                try {
                    this.pattern = HeaderPattern.of(value);
                } catch (PatternSyntaxException e) {
                    this.problem(field.position(), "\"" + value + "\" is no REGEX: " + e.getDescription()
                            + ". Give a header and a regular expression, such as From:.*@example.com.");
                }
            }
        }
    }

    private void problem(Position position, String message) {
        this.wrong = true;
        this.problems.accept(position, message);
    }
}
