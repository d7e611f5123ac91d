package io.drawdown.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A throwable as the log shows it: messages on one line, so many lines of its stack trace, and so many causes. */
record BoundedThrowable(IThrowableProxy whole, int depth) implements IThrowableProxy {

    private static final int LONGEST_MESSAGE = 500;
    private static final int MOST_FRAMES = 40;
    private static final int MOST_CAUSES = 4;
    private static final IThrowableProxy[] NONE = {};

    static @Nullable IThrowableProxy of(@Nullable IThrowableProxy whole) {
        return whole == null ? null : new BoundedThrowable(whole, 0);
    }

    @Override
    public @Nullable String getMessage() {
        var message = whole.getMessage();
        return message == null ? null : OneLine.of(message, LONGEST_MESSAGE);
    }

    @Override
    public String getClassName() {
        return whole.getClassName();
    }

    @Override
    public @Nullable String getOverridingMessage() {
        var message = whole.getOverridingMessage();
        return message == null ? null : OneLine.of(message, LONGEST_MESSAGE);
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        var frames = whole.getStackTraceElementProxyArray();
        return frames.length <= MOST_FRAMES ? frames : Arrays.copyOf(frames, MOST_FRAMES);
    }

    @Override
    public int getCommonFrames() {
        var leftOut = whole.getStackTraceElementProxyArray().length - getStackTraceElementProxyArray().length;
        return Math.max(0, whole.getCommonFrames() - leftOut);
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
        var cause = whole.getCause();
        return cause == null || depth == MOST_CAUSES ? null : new BoundedThrowable(cause, depth + 1);
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
        return NONE;
    }

    @Override
    public boolean isCyclic() {
        return whole.isCyclic();
    }
}
