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
 * An appender that protects the log before it passes events on: one bounded line for each message, bounded stack
 * traces, and a limited number of lines and stack traces a minute for each logger. Logs at the end of a minute how
 * many lines it has omitted.
 */
final class GuardedAppender extends AppenderBase<ILoggingEvent> {

    static final int MAX_LINES_PER_MINUTE = 100;
    static final int MAX_SECURITY_LINES_PER_MINUTE = 1000;
    static final int MAX_TRACES_PER_MINUTE = 10;
    static final int MAX_LINE_LENGTH = 1000;

    private static final int MINUTE_SECONDS = 60;

    // Explains in a few lines why the program doesn't start. Its text needs its line breaks.
    private static final String STARTUP_FAILURE_LOGGER =
            "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

    private final Appender<ILoggingEvent> delegate;
    private final Map<String, LoggerCount> counts = new TreeMap<>();
    private long minute;

    GuardedAppender(Appender<ILoggingEvent> delegate) {
        this.delegate = delegate;
        setName(delegate.getName());
        setContext(delegate.getContext());
    }

    @Override
    protected void append(ILoggingEvent event) {
        startMinute(event.getInstant());
        if (event.getLoggerName().equals(STARTUP_FAILURE_LOGGER)) {
            delegate.doAppend(event);
            return;
        }
        var loggerCount = counts.computeIfAbsent(event.getLoggerName(), name -> new LoggerCount());
        if (loggerCount.lines < maxLines(event.getLoggerName())) {
            loggerCount.lines++;
            delegate.doAppend(guard(event, loggerCount));
        } else {
            loggerCount.omittedLines++;
        }
    }

    @Override
    public void stop() {
        delegate.stop();
        super.stop();
    }

    private void startMinute(Instant instant) {
        var now = instant.getEpochSecond() / MINUTE_SECONDS;
        if (now != minute) {
            minute = now;
            counts.forEach((logger, loggerCount) -> {
                if (loggerCount.omittedLines > 0) {
                    delegate.doAppend(omittedLinesEvent(logger, loggerCount.omittedLines, instant));
                }
            });
            counts.clear();
        }
    }

    // Users cause these lines and strangers don't: sign-ins, sign-outs, changes.
    private static int maxLines(String logger) {
        return logger.equals(SecurityLog.LOGGER) ? MAX_SECURITY_LINES_PER_MINUTE : MAX_LINES_PER_MINUTE;
    }

    private static ILoggingEvent guard(ILoggingEvent event, LoggerCount loggerCount) {
        var message = String.valueOf(event.getFormattedMessage());
        var thrown = event.getThrowableProxy();
        if (thrown != null && ++loggerCount.traces > MAX_TRACES_PER_MINUTE) {
            message += " (" + thrown.getClassName() + ": " + thrown.getMessage()
                    + "; its stack trace is left out, as there were many)";
            thrown = null;
        }
        return new BoundedEvent(event, LogLine.sanitize(message, MAX_LINE_LENGTH), BoundedThrowable.of(thrown));
    }

    private static ILoggingEvent omittedLinesEvent(String logger, long lines, Instant instant) {
        var event = new LoggingEvent();
        event.setLoggerName(GuardedAppender.class.getName());
        event.setLevel(Level.WARN);
        event.setInstant(instant);
        event.setThreadName(Thread.currentThread().getName());
        event.setMessage("More than %d lines in a minute: %,d lines of %s were left out."
                .formatted(maxLines(logger), lines, logger));
        event.setMDCPropertyMap(Map.of());
        return event;
    }

    /** The lines and stack traces of a logger in the current minute. */
    private static final class LoggerCount {

        private int lines;
        private int traces;
        private long omittedLines;
    }
}
