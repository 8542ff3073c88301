/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.util.ArrayList;
import java.util.List;

import javax.xml.stream.XMLStreamException;

/** Reads a {@code pattern}: and, or, not, equal, contains, exists, subdomain-of (JSR 289 section 16.2). */
final class PatternReader {
    /** Far more than a pattern needs; keeps a broken file from exhausting the stack. */
    private static final int MAXIMUM_DEPTH = 100;

    private final DescriptorReader reader;
    private int depth;

    PatternReader(DescriptorReader reader) {
        this.reader = reader;
    }

    /** Reads the one condition in {@code pattern} or {@code not}. @return null if it is wrong, which has been noted */
    RequestPattern readOne() throws XMLStreamException {
        String parent = this.reader.name();
        Location location = this.reader.location();
        List<RequestPattern> conditions = new ArrayList<>();
        int children = this.readAll(conditions);
        if (children != 1) {
            this.reader.problem(location, parent, "it has " + children + " conditions. Give one; join more with <and> or <or>.");
            return null;
        }
        return conditions.isEmpty() ? null : conditions.get(0);
    }

    private RequestPattern readJoined(boolean and) throws XMLStreamException {
        String parent = this.reader.name();
        Location location = this.reader.location();
        List<RequestPattern> conditions = new ArrayList<>();
        int children = this.readAll(conditions);
        if (children == 0) {
            this.reader.problem(location, parent, "it is empty. Put conditions into it.");
            return null;
        }
        List<RequestPattern> all = List.copyOf(conditions);
        return and
                ? request -> all.stream().allMatch(condition -> condition.matches(request))
                : request -> all.stream().anyMatch(condition -> condition.matches(request));
    }

    private int readAll(List<RequestPattern> conditions) throws XMLStreamException {
        int children = 0;
        while (this.reader.nextChild()) {
            children++;
            RequestPattern condition = this.readCondition();
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return children;
    }

    private RequestPattern readCondition() throws XMLStreamException {
        if (this.depth == MAXIMUM_DEPTH) {
            this.reader.problem("conditions are nested more than " + MAXIMUM_DEPTH + " deep. Simplify the pattern.");
            this.reader.skip();
            return null;
        }
        this.depth++;
        try {
            return switch (this.reader.name()) {
                case "and" -> this.readJoined(true);
                case "or" -> this.readJoined(false);
                case "not" -> {
                    RequestPattern condition = this.readOne();
                    yield condition == null ? null : request -> !condition.matches(request);
                }
                case "equal", "contains", "exists", "subdomain-of" -> this.readComparison();
                default -> {
                    this.reader.problem("it is no condition. Use and, or, not, equal, contains, exists or subdomain-of.");
                    this.reader.skip();
                    yield null;
                }
            };
        } finally {
            this.depth--;
        }
    }

    private RequestPattern readComparison() throws XMLStreamException {
        String name = this.reader.name();
        Location location = this.reader.location();
        boolean ignoreCase = "true".equalsIgnoreCase(this.reader.attribute("ignore-case"));
        boolean exists = name.equals("exists");
        String[] operands = new String[2];
        ElementModel model = new ElementModel().one("var", r -> operands[0] = r.text());
        if (!exists) {
            model.one("value", r -> operands[1] = r.text());
        }
        model.read(this.reader);
        if (operands[0] == null || !exists && operands[1] == null) {
            this.reader.problem(location, name, exists
                    ? "<var> is missing. Name a variable, such as request.uri.host."
                    : "it needs one <var> and one <value>. Add what is missing.");
            return null;
        }
        try {
            RequestVariable variable = RequestVariable.of(operands[0]);
            return switch (name) {
                case "equal" -> VariablePatterns.equal(variable, operands[1], ignoreCase);
                case "contains" -> VariablePatterns.contains(variable, operands[1], ignoreCase);
                case "exists" -> VariablePatterns.exists(variable);
                default -> VariablePatterns.subdomainOf(variable, operands[1]);
            };
        } catch (IllegalArgumentException e) {
            this.reader.problem(location, name, "the variable \"" + operands[0] + "\" cannot be used here: " + e.getMessage() + ".");
            return null;
        }
    }
}
