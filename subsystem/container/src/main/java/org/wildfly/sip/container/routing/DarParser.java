/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.wildfly.sip.container.routing.PositionedProperty.Position;

/**
 * Makes rules of the properties of a DAR file: the name is a method or {@code ALL}, the value a list of entries. For one use by one
 * thread.
 */
final class DarParser {
    private final String file;
    private final List<String> problems = new ArrayList<>();

    /** @param file its name, for messages */
    DarParser(String file) {
        this.file = file;
    }

    /** @throws ApplicationRouterException if something is wrong; its message has all problems with their places */
    DarRules parse(List<PositionedProperty> properties) {
        Map<String, List<DarRule>> chains = new HashMap<>();
        Map<String, Position> seen = new HashMap<>();
        for (PositionedProperty property : properties) {
            this.checkMethod(property);
            Position first = seen.putIfAbsent(property.name(), property.position());
            if (first != null) {
                this.problem(property.position(), property.name() + " stands there already at line " + first.line()
                        + ". Put all its applications into one list.");
            }
            chains.put(property.name(), this.parseChain(property));
        }
        if (!this.problems.isEmpty()) {
            throw new ApplicationRouterException("The application router's rules cannot be used:\n  " + String.join("\n  ", this.problems));
        }
        return new DarRules(chains);
    }

    private void checkMethod(PositionedProperty property) {
        String name = property.name();
        boolean token = !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7f && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0);
        if (!token) {
            this.problem(property.position(), "\"" + name + "\" is no SIP method. Begin the line with a method, such as INVITE, or ALL.");
        } else if (!name.equals(name.toUpperCase(Locale.ROOT))) {
            this.problem(property.position(),
                    "SIP methods are case-sensitive. Write " + name.toUpperCase(Locale.ROOT) + " for " + name + ".");
        }
    }

    private List<DarRule> parseChain(PositionedProperty property) {
        List<DarRule> rules = new ArrayList<>();
        for (DarEntryReader.Entry entry : new DarEntryReader(property, this::problem).read()) {
            DarRule rule = new DarRuleParser(entry, rules.size(), this::problem).parse();
            if (rule != null) {
                rules.add(rule);
            }
        }
        // stable, so that equal places keep the order of the file
        rules.sort((a, b) -> Integer.compare(a.place(), b.place()));
        return rules;
    }

    private void problem(Position position, String message) {
        this.problems.add(this.file + position + ": " + message);
    }
}
