package io.drawdown.notification.message;

/** Ids as the outside writes them: numbers as text. */
public final class NumericId {

    private NumericId() {}

    /** The number, or one that nothing has. */
    public static long parse(String id) {
        return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : -1;
    }
}
