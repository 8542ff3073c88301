/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.wildfly.sip.balancer.BalancerLogger;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.ConfigurationException;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.config.SettingException;
import org.wildfly.sip.balancer.reload.ConfigurationFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command line: {@code java -jar sip-balancer.jar lb.properties}. Exit codes: 0 after a good check, 1 if the balancer cannot start, 2
 * if the command line or the configuration is wrong; when it is stopped by a signal, that of the Java machine (143 after SIGTERM).
 */
@Command(name = "sip-balancer", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false, description = {
        "The SIP load balancer of WildFly SIP:", "stands in front of SIP Servlet nodes and keeps calls alive when one dies."}, footer = {"",
                "Keys of the file: --print-config prints all, --explain and the sample lb.properties explain them",
                "Java system properties: -DlogLevel=LEVEL (default INFO), -DlogConfigFile=FILE (of Log4j 2, or of Log4j 1)",
                "Signals: SIGTERM and SIGINT stop gracefully, a second one at once, a third one by force; SIGHUP reads the file again",
                "Exit codes: 0 checked, printed or explained, 1 cannot start, 2 wrong command line or configuration, 143 stopped by SIGTERM, 130 by SIGINT"})
public final class Main implements Callable<Integer> {
    /** When no message has come for as long, nobody expects anything of a balancer that stops. */
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final int CANNOT_START = 1;
    private static final int WRONG_CONFIGURATION = 2;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The configuration, for instance lb.properties.")
    private Path file;

    @Option(names = "-mobicents-balancer-config", paramLabel = "FILE", description = "The same, as Mobicents and RestComm have it.")
    private Path fileOfOld;

    @Option(names = "--check", description = "Check the configuration and exit.")
    private boolean check;

    @Option(names = "--print-config", description = "Print the configuration with all defaults and exit.")
    private boolean print;

    @Option(names = "--explain", paramLabel = "KEY", arity = "0..1", fallbackValue = "", description = "Tell what a key of the file means, or those that have to do with a word, or all, and exit.")
    private String explained;

    private Main() {
    }

    /** Runs a balancer until the process is told to stop. */
    public static void main(String[] arguments) {
        Logging.configure();
        int code = CANNOT_START;
        try {
            code = run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments);
        } catch (Error e) {
            BalancerLogger.LOGGER.failed(e);
        } finally {
            // Whatever has happened, a library that is missing for instance: threads that are left would keep the process, deaf to signals.
            System.exit(code);
        }
    }

    /** Runs a command line and returns the exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Main()).setOut(out).setErr(err).execute(arguments);
    }

    @Override
    public Integer call() throws IOException {
        if (this.explained != null) {
            return explain();
        }
        if ((this.file == null) == (this.fileOfOld == null)) {
            throw new ParameterException(this.spec.commandLine(),
                    this.file == null
                            ? "Missing: the configuration file, for instance lb.properties"
                            : "The configuration file is given twice");
        }
        Path path = this.file == null ? this.fileOfOld : this.file;
        AtomicInteger withoutEffect = new AtomicInteger();
        ConfigurationFile source = new ConfigurationFile(path, new ConfigurationReader(warning -> {
            withoutEffect.incrementAndGet();
            BalancerLogger.LOGGER.keyWithoutEffect(warning);
        }));
        BalancerConfiguration configuration;
        try {
            configuration = source.read();
        } catch (IOException | ConfigurationException e) {
            return fail(WRONG_CONFIGURATION, e.getMessage());
        }
        if (this.print) {
            configuration.effective().lines().forEach(this.spec.commandLine().getOut()::println);
            return 0;
        }
        return this.check ? check(path, configuration, withoutEffect.get()) : balance(path, configuration, source);
    }

    private int check(Path path, BalancerConfiguration configuration, int warnings) {
        List<IOException> problems = Rehearsal.of(configuration);
        problems.forEach(problem -> fail(WRONG_CONFIGURATION, explain(path, configuration, problem)));
        if (!problems.isEmpty()) {
            return WRONG_CONFIGURATION;
        }
        this.spec.commandLine().getOut().println(path + " is good" + (warnings == 0 ? "" : ", but see what is told above"));
        return 0;
    }

    /** What cannot be used, and where that is set. */
    private static String explain(Path path, BalancerConfiguration configuration, IOException problem) {
        String text = problem.getMessage();
        if (problem instanceof SettingException) {
            String key = ((SettingException) problem).key();
            int line = configuration.effective().line(key);
            text += " (" + key + (line > 0 ? " is set in line " + line + " of " : " has its default in ") + path + ')';
        }
        return text;
    }

    private int explain() throws IOException {
        List<String> lines = new KeyGuide().explain(this.explained);
        lines.forEach(this.spec.commandLine().getOut()::println);
        return lines.isEmpty() ? fail(WRONG_CONFIGURATION, "No key has to do with " + this.explained) : 0;
    }

    private int balance(Path path, BalancerConfiguration configuration, ConfigurationFile source) {
        Logging.apply(configuration);
        GracefulStop stop = new GracefulStop(System::exit, Runtime.getRuntime()::halt);
        CompletableFuture<LoadBalancer> running = new CompletableFuture<>();
        // For whatever else ends the process.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(running), "SIP balancer stop"));
        // Before the balancer starts, so that no signal is lost.
        Signals signals = new Signals(stop, () -> running.thenAccept(each -> each.reloader().reload()));
        LoadBalancer balancer;
        try {
            balancer = new LoadBalancer(configuration, source);
        } catch (IOException e) {
            signals.close();
            return fail(CANNOT_START, "The load balancer cannot start: " + explain(path, configuration, e));
        }
        running.complete(balancer);
        stop.running();
        // Not before: whoever waits for this may send a signal the moment that he reads it.
        balancer.tellReady();
        LoadBalancerManagement.register(balancer);
        return awaitStop(balancer, stop, configuration.operations().shutdownTimeout());
    }

    private static int awaitStop(LoadBalancer balancer, GracefulStop stop, Duration limit) {
        try {
            int code = stop.await();
            balancer.announceStop();
            BalancerLogger.LOGGER.stopAnnounced(limit.toMillis());
            stop.awaitQuiet(() -> balancer.statistics().traffic().snapshot().received(), QUIET, limit);
            LastResort.arm(balancer.closingTime(), code);
            balancer.close();
            return code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static void end(CompletableFuture<LoadBalancer> running) {
        try {
            running.thenAccept(LoadBalancer::close);
        } finally {
            Logging.flush();
        }
    }

    private int fail(int code, String text) {
        this.spec.commandLine().getErr().println(text);
        return code;
    }
}
