package io.drawdown.base.limit;

/** Validates properties that set limits, so that an invalid one is reported at startup. */
public final class LimitProperty {

    private static final int MAX_VALUE = 1_000_000;

    private LimitProperty() {}

    /**
     * Requires a limit from 1 to 1,000,000.
     *
     * @throws IllegalArgumentException naming the property
     */
    public static void check(String name, int value) {
        if (value < 1 || value > MAX_VALUE) {
            throw new IllegalArgumentException(
                    name + " must be a whole number from 1 to " + MAX_VALUE + ", and is " + value + ".");
        }
    }
}
