/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * The level of the log: GET {@code /loglevel} shows it, POST {@code /loglevel?level=DEBUG} changes it, with {@code &logger=NAME} that of one
 * category.
 */
final class LogLevelEndpoint implements Endpoint {
    static final String PATH = "/loglevel";

    @Override
    public Reply handle(Request request) {
        String name = request.parameter("logger");
        String logger = name == null ? "" : name;
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
        Level now = logger.isEmpty() ? LogManager.getRootLogger().getLevel() : LogManager.getLogger(logger).getLevel();
        return Reply.json(200, json -> {
            json.writeStringField("logger", logger);
            json.writeStringField("level", now.name());
        });
    }
}
