package io.drawdown.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Passes on to another appender what can't harm the log: messages on one bounded line, bounded stack traces, and of each logger
 * so many lines and stack traces a minute. What is left out is counted, and the count is logged when the minute is over.
 */
final class GuardedAppender extends AppenderBase<ILoggingEvent> {

    static final int LINES_A_MINUTE = 100;
    static final int TRACES_A_MINUTE = 10;
    static final int LONGEST_LINE = 1000;

    private static final int MINUTE_SECONDS = 60;

    // Says in some lines of its own words why the program doesn't start.
    private static final String FAILED_START = "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

    private final Appender<ILoggingEvent> log;
    private final Map<String, Count> counts = new TreeMap<>();
    private long minute;

    GuardedAppender(Appender<ILoggingEvent> log) {
        this.log = log;
        setName(log.getName());
        setContext(log.getContext());
    }

    @Override
    protected void append(ILoggingEvent event) {
        beginMinuteOf(event.getInstant());
        if (event.getLoggerName().equals(FAILED_START)) {
            log.doAppend(event);
            return;
        }
        var count = counts.computeIfAbsent(event.getLoggerName(), name -> new Count());
        if (count.lines < LINES_A_MINUTE) {
            count.lines++;
            log.doAppend(guarded(event, count));
        } else {
            count.leftOut++;
        }
    }

    @Override
    public void stop() {
        log.stop();
        super.stop();
    }

    private void beginMinuteOf(Instant instant) {
        var now = instant.getEpochSecond() / MINUTE_SECONDS;
        if (now != minute) {
            minute = now;
            counts.forEach((logger, count) -> {
                if (count.leftOut > 0) {
                    log.doAppend(leftOut(logger, count.leftOut, instant));
                }
            });
            counts.clear();
        }
    }

    private static ILoggingEvent guarded(ILoggingEvent event, Count count) {
        var message = String.valueOf(event.getFormattedMessage());
        var thrown = event.getThrowableProxy();
        if (thrown != null && ++count.traces > TRACES_A_MINUTE) {
            message += " (" + thrown.getClassName() + ": " + thrown.getMessage()
                    + "; its stack trace is left out, as there were many)";
            thrown = null;
        }
        return new BoundedEvent(event, OneLine.of(message, LONGEST_LINE), BoundedThrowable.of(thrown));
    }

    private static ILoggingEvent leftOut(String logger, long lines, Instant instant) {
        var event = new LoggingEvent();
        event.setLoggerName(GuardedAppender.class.getName());
        event.setLevel(Level.WARN);
        event.setInstant(instant);
        event.setThreadName(Thread.currentThread().getName());
        event.setMessage("More than %d lines in a minute: %,d lines of %s were left out."
                .formatted(LINES_A_MINUTE, lines, logger));
        event.setMDCPropertyMap(Map.of());
        return event;
    }

    /** What a logger has logged in the present minute. */
    private static final class Count {

        private int lines;
        private int traces;
        private long leftOut;
    }
}
