package io.drawdown.notification;

/** Ids as the outside writes them: numbers as text. */
final class Ids {

    private Ids() {}

    /** The number, or one that nothing has. */
    static long number(String id) {
        return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : -1;
    }
}
