package io.drawdown.usage.internal.imports;

/** A file that isn't in the format that it is said to be in; the message is for the person who sent it. */
public class UnreadableHistoryException extends RuntimeException {

    public UnreadableHistoryException(String message) {
        super(message);
    }
}
