package io.drawdown.testing;

/** How many random histories a model test plays: fewer by default, many more in {@code bin/test nightly}. */
public final class Seeds {

    private static final int MULTIPLIER = Integer.getInteger("drawdown.seeds.times", 1);

    private Seeds() {}

    /**
     * The number of histories: {@code -Ddrawdown.seeds.count} if it is set, else the usual number, multiplied by
     * {@code -Ddrawdown.seeds.times}.
     */
    public static int count(int usual) {
        return Integer.getInteger("drawdown.seeds.count", Math.multiplyExact(usual, MULTIPLIER));
    }
}
