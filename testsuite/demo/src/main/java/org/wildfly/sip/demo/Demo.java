/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

import org.wildfly.sip.demo.billing.Switchboard;
import org.wildfly.sip.demo.phone.UserAgent;
import org.wildfly.sip.demo.process.Cluster;
import org.wildfly.sip.demo.process.ServerHome;
import org.wildfly.sip.demo.process.WarFile;

/** The demonstration: a call that outlives the server which holds it. */
public final class Demo {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration DEPLOYMENT = Duration.ofMinutes(1);

    private Demo() {
    }

    /**
     * Plays it.
     *
     * @param arguments the provisioned server, its configuration file's name, the balancer's jar, a folder for logs
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 4) {
            System.err.println("Arguments: <WildFly home> <configuration> <balancer jar> <folder for logs>");
            System.exit(2);
        }
        Path folder = Path.of(arguments[3]).toAbsolutePath();
        Files.createDirectories(folder);
        ServerHome home = new ServerHome(Path.of(arguments[0]).toAbsolutePath(), arguments[1]);
        System.exit(play(home, Path.of(arguments[2]).toAbsolutePath(), folder) ? 0 : 1);
    }

    private static boolean play(ServerHome home, Path balancer, Path folder) {
        System.out.println("\nA call outlives its server. Logs and all SIP messages of the phones: " + folder + "\n");
        try (Steps steps = new Steps(System.out)) {
            Path war = new WarFile().addPackage(Switchboard.class).write(folder.resolve(Story.DEPLOYMENT));
            Cluster[] started = new Cluster[1];
            try {
                steps.play("A balancer and two clustered servers start", "WFLYSRV0025 of each, and the balancer knows both", START, () -> {
                    started[0] = Cluster.start(home, balancer, folder);
                    return started[0].balancer().external();
                });
                steps.play("The billing application is deployed on both", "the deployment succeeds", DEPLOYMENT, () -> {
                    started[0].deploy(war);
                    return Story.DEPLOYMENT;
                });
                try (UserAgent left = UserAgent.open("phone of A", folder.resolve("phone-a.log"));
                        UserAgent right = UserAgent.open("phone of B", folder.resolve("phone-b.log"))) {
                    new Story(steps, started[0], left, right).play();
                }
                System.out.printf(Locale.ROOT,
                        "%n%6.1f s  All of it happened: the call went on, the bill is right, the registrations are there.%n%n",
                        steps.elapsed());
                return true;
            } catch (Steps.StepFailedException e) {
                System.out.println("\n" + e.getMessage());
                if (started[0] != null) {
                    System.out.println(started[0].logs());
                }
                System.out.println("  logs:     " + folder);
                return false;
            } finally {
                if (started[0] != null) {
                    started[0].close();
                }
            }
        }
    }
}
