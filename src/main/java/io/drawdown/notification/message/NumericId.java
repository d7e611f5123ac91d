package io.drawdown.notification.message;

/** Converts ids from the text that clients send to numbers. */
public final class NumericId {

    private NumericId() {}

    /** Returns the number, or one that no row has if the text isn't an id. */
    public static long parse(String id) {
        return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : -1;
    }
}
