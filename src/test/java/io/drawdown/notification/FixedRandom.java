package io.drawdown.notification;

import java.util.random.RandomGenerator;

/** Chance that always comes out the same. */
record FixedRandom(double value) implements RandomGenerator {

    @Override
    public double nextDouble() {
        return value;
    }

    @Override
    public long nextLong() {
        throw new UnsupportedOperationException();
    }
}
