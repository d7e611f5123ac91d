package io.drawdown.program;

import io.drawdown.api.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged program in a process of its own, on loopback, with 1 GiB of heap and the options of {@code bin/start}. */
final class ServerProcess implements AutoCloseable {

    /** The key of an admin, which the environment sets. */
    static final String ADMIN_KEY = "an-admin-of-the-nightly-tests-7Qz4";

    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);

    private final Path folder;
    private final Map<String, String> environment;
    private final int port;
    private Process process;

    private ServerProcess(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
        this.port = freePort();
        this.process = launch();
    }

    /** Starts the program on an embedded database in a new folder and waits until it is ready. */
    static ServerProcess start() {
        return start(Map.of());
    }

    /** Starts the program with these variables in addition and waits until it is ready. */
    static ServerProcess start(Map<String, String> variables) {
        try {
            var parent = Files.createDirectories(Path.of("target/nightly"));
            var server = new ServerProcess(Files.createTempDirectory(parent, "server-"), variables);
            server.awaitReady();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port() {
        return port;
    }

    ApiClient admin() {
        return new ApiClient(port, ADMIN_KEY);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process at once, as {@code kill -9} does, and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        await(process);
    }

    /** Waits until the process has ended by itself; gives its exit status. */
    int awaitExit(Duration longest) throws InterruptedException {
        if (!process.waitFor(longest)) {
            throw new IllegalStateException("The program still runs after " + longest + ":\n" + logText());
        }
        return process.exitValue();
    }

    /** Starts the program again on the same data and port. */
    void restart() {
        process = launch();
        awaitReady();
    }

    /** Bytes in the data folder. */
    long diskBytes() {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(ServerProcess::size)
                    .sum();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Bytes that the program has written to its log. */
    long logBytes() {
        return size(log());
    }

    String logText() {
        try {
            return Files.readString(log());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Bytes of objects that are alive after a full collection. */
    long liveHeapBytes() {
        var lines = run(java("jcmd"), Long.toString(process.pid()), "GC.class_histogram")
                .lines()
                .toList();
        var total = lines.stream()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(String.join("\n", lines)));
        return Long.parseLong(total.trim().split("\\s+")[2]);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() {
        var command = new ArrayList<>(List.of(
                java("java"),
                "-Xmx1g",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-OmitStackTraceInFastThrow",
                "-jar",
                System.getProperty("drawdown.test.jar", "target/drawdown.jar")));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        var variables = new HashMap<>(Map.of(
                "SERVER_PORT",
                Integer.toString(port),
                "DRAWDOWN_DATA",
                folder.resolve("data").toAbsolutePath().toString(),
                "DRAWDOWN_DEMO",
                "false",
                "DRAWDOWN_BOOTSTRAP_API_KEY",
                ADMIN_KEY,
                "DRAWDOWN_BOOTSTRAP_ADMIN_PASSWORD",
                "correct horse battery nightly"));
        variables.putAll(environment);
        builder.environment().putAll(variables);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        try {
            return builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void awaitReady() {
        var client = new ApiClient(port, null);
        for (var end = System.nanoTime() + START_TIMEOUT.toNanos(); System.nanoTime() < end; ) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The program ended at its start:\n" + logText());
            }
            try {
                if (client.get("/actuator/health/readiness").status() == 200) {
                    return;
                }
            } catch (IllegalStateException notYet) {
                // Nothing listens yet.
            }
            pause(Duration.ofMillis(200));
        }
        throw new IllegalStateException("Not ready after " + START_TIMEOUT + ":\n" + logText());
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes());
            await(process);
            return output;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void await(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
