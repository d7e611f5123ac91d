package io.drawdown.usage.internal.imports;

/** Thrown if a file isn't in the stated format. The message is for the person who sent it. */
public class UnreadableHistoryException extends RuntimeException {

    public UnreadableHistoryException(String message) {
        super(message);
    }
}
