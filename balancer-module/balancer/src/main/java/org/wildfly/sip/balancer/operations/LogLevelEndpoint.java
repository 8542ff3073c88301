/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import java.util.regex.Pattern;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * The level of the log: GET {@code /loglevel} shows it, POST {@code /loglevel?level=DEBUG} changes it, with {@code &logger=NAME} that of one
 * category.
 */
final class LogLevelEndpoint implements Endpoint {
    static final String PATH = "/loglevel";
    private static final Pattern CATEGORY = Pattern.compile("[A-Za-z0-9_$.-]{0,200}");

    @Override
    public Reply handle(Request request) {
        String name = request.parameter("logger");
        String logger = name == null ? "" : name;
        if (!CATEGORY.matcher(logger).matches()) {
            return Reply.text(400, "logger must be the name of a category, such as org.wildfly.sip\n");
        }
        if (request.isPost()) {
            String text = request.parameter("level");
            Level level = text == null ? null : Level.toLevel(text, null);
            if (level == null) {
                return Reply.text(400, "level must be one of OFF, FATAL, ERROR, WARN, INFO, DEBUG, TRACE, ALL\n");
            }
            if (logger.isEmpty()) {
                Configurator.setRootLevel(level);
            } else {
                Configurator.setLevel(logger, level);
            }
            OperationsLogger.LOGGER.levelChanged(logger.isEmpty() ? "all categories" : logger, level.name());
        }
        // Asked of the configuration: a logger, once made, is kept for ever.
        Level now = LoggerContext.getContext(false).getConfiguration().getLoggerConfig(logger).getLevel();
        return Reply.json(200, json -> {
            json.writeStringField("logger", logger);
            json.writeStringField("level", now.name());
        });
    }
}
