package io.drawdown.base.limit;

/** Checks a property that sets a limit, so that the program says at its start what is wrong with one. */
public final class LimitProperty {

    private static final int MAX_VALUE = 1_000_000;

    private LimitProperty() {}

    /** Refuses a limit that isn't from 1 to 1,000,000. @throws IllegalArgumentException naming the property */
    public static void check(String name, int value) {
        if (value < 1 || value > MAX_VALUE) {
            throw new IllegalArgumentException(
                    name + " must be a whole number from 1 to " + MAX_VALUE + ", and is " + value + ".");
        }
    }
}
