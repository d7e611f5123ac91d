package io.drawdown.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A throwable with a one-line message and a limited number of stack trace lines and causes. */
record BoundedThrowable(IThrowableProxy original, int depth) implements IThrowableProxy {

    private static final int MAX_MESSAGE_LENGTH = 500;
    private static final int MAX_FRAMES = 40;
    private static final int MAX_CAUSES = 4;
    private static final IThrowableProxy[] NONE = {};

    static @Nullable IThrowableProxy of(@Nullable IThrowableProxy whole) {
        return whole == null ? null : new BoundedThrowable(whole, 0);
    }

    @Override
    public @Nullable String getMessage() {
        var message = original.getMessage();
        return message == null ? null : LogLine.sanitize(message, MAX_MESSAGE_LENGTH);
    }

    @Override
    public String getClassName() {
        return original.getClassName();
    }

    @Override
    public @Nullable String getOverridingMessage() {
        var message = original.getOverridingMessage();
        return message == null ? null : LogLine.sanitize(message, MAX_MESSAGE_LENGTH);
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        var frames = original.getStackTraceElementProxyArray();
        return frames.length <= MAX_FRAMES ? frames : Arrays.copyOf(frames, MAX_FRAMES);
    }

    @Override
    public int getCommonFrames() {
        var leftOut = original.getStackTraceElementProxyArray().length - getStackTraceElementProxyArray().length;
        return Math.max(0, original.getCommonFrames() - leftOut);
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
        var cause = original.getCause();
        return cause == null || depth == MAX_CAUSES ? null : new BoundedThrowable(cause, depth + 1);
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
        return NONE;
    }

    @Override
    public boolean isCyclic() {
        return original.isCyclic();
    }
}
