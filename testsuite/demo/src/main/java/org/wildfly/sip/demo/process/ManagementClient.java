/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.file.Path;

import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.Operation;
import org.jboss.as.controller.client.OperationBuilder;
import org.jboss.dmr.ModelNode;

/** Speaks to the management interface of a server on this machine. Safe for use by many threads. */
public final class ManagementClient implements AutoCloseable {
    private final ModelControllerClient client;

    /** @param port the server's HTTP management port */
    public ManagementClient(int port) {
        try {
            this.client = ModelControllerClient.Factory.create("127.0.0.1", port);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Executes an operation.
     *
     * @param address pairs of key and value
     * @return the result
     * @throws OperationFailure if the server says that it failed
     */
    public ModelNode execute(String name, ModelNode parameters, String... address) {
        return this.execute(new OperationBuilder(operation(name, parameters, address)).build());
    }

    /** Executes an operation without parameters. */
    public ModelNode execute(String name, String... address) {
        return this.execute(name, new ModelNode(), address);
    }

    /** Reads an attribute. */
    public ModelNode read(String attribute, String... address) {
        return this.execute("read-attribute", parameters("name", attribute), address);
    }

    /** Deploys an archive under its file's name. */
    public void deploy(Path archive) {
        String name = archive.getFileName().toString();
        ModelNode add = operation("add", new ModelNode(), "deployment", name);
        add.get("content").get(0).get("input-stream-index").set(0);
        add.get("enabled").set(true);
        this.execute(new OperationBuilder(add).addFileAsAttachment(archive.toFile()).build());
    }

    /** Takes a deployment away. */
    public void undeploy(String name) {
        this.execute("undeploy", "deployment", name);
        this.execute("remove", "deployment", name);
    }

    /** Parameters of an operation, each a name and a value of String, Integer, Long or Boolean. */
    public static ModelNode parameters(Object... namesAndValues) {
        ModelNode parameters = new ModelNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            ModelNode parameter = parameters.get((String) namesAndValues[i]);
            Object value = namesAndValues[i + 1];
            if (value instanceof Number number) {
                parameter.set(number.longValue());
            } else if (value instanceof Boolean bool) {
                parameter.set(bool);
            } else {
                parameter.set(value.toString());
            }
        }
        return parameters;
    }

    private static ModelNode operation(String name, ModelNode parameters, String... address) {
        ModelNode operation = parameters.isDefined() ? parameters.clone() : new ModelNode();
        operation.get("operation").set(name);
        ModelNode path = operation.get("address").setEmptyList();
        for (int i = 0; i < address.length; i += 2) {
            path.add(address[i], address[i + 1]);
        }
        return operation;
    }

    private ModelNode execute(Operation operation) {
        ModelNode response;
        try {
            response = this.client.execute(operation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!response.get("outcome").asString().equals("success")) {
            throw new OperationFailure(response.get("failure-description").asString());
        }
        return response.get("result");
    }

    @Override
    public void close() {
        try {
            this.client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server refused or failed an operation; the message is its failure description. */
    public static final class OperationFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OperationFailure(String message) {
            super(message);
        }
    }
}
