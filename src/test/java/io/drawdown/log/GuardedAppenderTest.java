package io.drawdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardedAppenderTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private GuardedAppender log;

    @BeforeEach
    void createAppender() {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%p %c %m%n%ex");
        encoder.start();
        var stream = new OutputStreamAppender<ILoggingEvent>();
        stream.setContext(context);
        stream.setEncoder(encoder);
        stream.setOutputStream(written);
        stream.start();
        log = new GuardedAppender(stream);
        log.start();
    }

    @Test
    void keepsEachMessageOnOneLine() {
        log.doAppend(event("a", NOON, "refused: x\r\n2026-11-30 INFO admin signed in\u2028\u202e\u001b[2J", null));

        assertThat(lines())
                .containsExactly("WARN a refused: x\\r\\n2026-11-30 INFO admin signed in\\u2028\\u202e\\u001b[2J");
    }

    @Test
    void letsMoreLinesOfTheSecurityLogThroughThanOfRefusals() {
        IntStream.range(0, 2000).forEach(i -> {
            log.doAppend(event(SecurityLog.LOGGER, NOON, "done", null));
            log.doAppend(event(SecurityLog.REFUSALS_LOGGER, NOON, "refused", null));
        });

        assertThat(lines()).filteredOn(line -> line.endsWith("done")).hasSize(1000);
        assertThat(lines()).filteredOn(line -> line.endsWith("refused")).hasSize(100);
    }

    @Test
    void truncatesLongMessages() {
        log.doAppend(event("a", NOON, "x".repeat(7_000_000), null));

        assertThat(lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .hasSizeLessThan(GuardedAppender.MAX_LINE_LENGTH + 20)
                        .endsWith("…"));
    }

    @Test
    void truncatesStackTracesAndTheirMessages() {
        var thrown = deepException(5_000, new IllegalArgumentException("x\nFORGED " + "y".repeat(1_000_000)));

        log.doAppend(event("a", NOON, "failed", new IllegalStateException("outer\nFORGED", thrown)));

        assertThat(lines())
                .hasSizeLessThan(100)
                .noneMatch(line -> line.startsWith("FORGED"))
                .allMatch(line -> line.length() < 1_200);
        assertThat(lines())
                .anyMatch(line -> line.contains("IllegalStateException: outer\\nFORGED"))
                .anyMatch(line -> line.startsWith("Caused by: java.lang.IllegalArgumentException: x\\nFORGED"));
    }

    @Test
    void omitsAndCountsLinesBeyondTheLimit() {
        IntStream.range(0, 10_000).forEach(i -> log.doAppend(event("flooded", NOON, "line " + i, null)));
        log.doAppend(event("other", NOON, "goes on", null));

        assertThat(lines())
                .hasSize(GuardedAppender.MAX_LINES_PER_MINUTE + 1)
                .last()
                .isEqualTo("WARN other goes on");

        log.doAppend(event("other", NOON.plusSeconds(60), "later", null));
        log.doAppend(event("flooded", NOON.plusSeconds(60), "again", null));
        assertThat(lines())
                .endsWith(
                        "WARN io.drawdown.log.GuardedAppender More than 100 lines in a minute: 9,900 lines of flooded were left out.",
                        "WARN other later",
                        "WARN flooded again");
    }

    @Test
    void limitsStackTracesPerMinute() {
        IntStream.range(0, 50)
                .forEach(i -> log.doAppend(event("a", NOON, "failed " + i, new IllegalStateException("why"))));

        assertThat(lines())
                .filteredOn(line -> line.startsWith("WARN a failed"))
                .hasSize(50)
                .last()
                .isEqualTo(
                        "WARN a failed 49 (java.lang.IllegalStateException: why; its stack trace is left out, as there were many)");
        assertThat(lines())
                .filteredOn(line -> line.startsWith("java.lang.IllegalStateException"))
                .hasSize(GuardedAppender.MAX_TRACES_PER_MINUTE);
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static Exception deepException(int depth, Exception thrown) {
        thrown.setStackTrace(IntStream.range(0, depth)
                .mapToObj(i -> new StackTraceElement("C", "m" + i, "C.java", i))
                .toArray(StackTraceElement[]::new));
        return thrown;
    }

    private ILoggingEvent event(String logger, Instant at, String message, Throwable thrown) {
        var event = new LoggingEvent();
        event.setLoggerContext(context);
        event.setLoggerName(logger);
        event.setLevel(Level.WARN);
        event.setInstant(at);
        event.setThreadName("test");
        event.setMessage(message);
        event.setMDCPropertyMap(Map.of());
        if (thrown != null) {
            event.setThrowableProxy(new ThrowableProxy(thrown));
        }
        return event;
    }
}
