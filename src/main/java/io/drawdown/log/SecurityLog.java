package io.drawdown.log;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes the security log: one line of {@code field=value} for each event, under one logger name. Refusals, which
 * strangers can cause at will, have a logger below it, so that they can't crowd out the rest.
 */
public final class SecurityLog {

    /** The name of the logger, for people who configure logging. */
    public static final String LOGGER = "drawdown.security";

    /** The name of the logger of what was refused. */
    public static final String REFUSALS_LOGGER = LOGGER + ".refused";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
    private static final Logger REFUSALS = LoggerFactory.getLogger(REFUSALS_LOGGER);
    private static final Pattern PLAIN = Pattern.compile("[\\p{Alnum}._:@/+-]+");
    private static final int MAX_VALUE_LENGTH = 100;
    private static final int LONGEST_ESCAPE = 6;

    private final Logger logger;
    private final Level level;
    private final StringBuilder line;

    private SecurityLog(Logger logger, Level level, String event) {
        this.logger = logger;
        this.level = level;
        this.line = new StringBuilder("event=").append(event);
    }

    /** Begins a line on something that was done. */
    public static SecurityLog done(String event) {
        return new SecurityLog(LOG, Level.INFO, event);
    }

    /** Begins a line on something that was refused. */
    public static SecurityLog refused(String event) {
        return new SecurityLog(REFUSALS, Level.WARN, event);
    }

    /**
     * Adds a field. A value of other than letters, digits and {@code . _ : @ / + -} is quoted and escaped as in JSON,
     * and cut after 100 characters. A null value leaves the field out.
     */
    public SecurityLog with(String field, @Nullable Object value) {
        if (value != null) {
            line.append(' ').append(field).append('=').append(format(value.toString()));
        }
        return this;
    }

    /** Writes the line. */
    public void write() {
        logger.atLevel(level).log(line.toString());
    }

    private static String format(String text) {
        var bounded = text.length() <= MAX_VALUE_LENGTH ? text : text.substring(0, MAX_VALUE_LENGTH);
        if (PLAIN.matcher(bounded).matches()) {
            return bounded;
        }
        var escaped = bounded.replace("\\", "\\\\").replace("\"", "\\\"");
        return '"' + LogLine.sanitize(escaped, escaped.length() * LONGEST_ESCAPE) + '"';
    }
}
