package io.drawdown.console.components;

import io.drawdown.console.format.Words;
import io.drawdown.quota.PackageStatus;

/** How well a quota stands, in a word and a tone: its status, and while that is in effect whether little is left. */
public record Standing(String word, Tone tone) {

    private static final int LOW_IS_ONE_IN = 5;

    /** The standing of a quota of node-seconds with a status. */
    public static Standing of(PackageStatus status, long remaining, long total) {
        return switch (status) {
            case IN_EFFECT ->
                remaining <= total / LOW_IS_ONE_IN
                        ? new Standing("Low", Tone.LOW)
                        : new Standing(Words.of(status), Tone.WELL);
            case USED_UP -> new Standing(Words.of(status), Tone.USED_UP);
            case EXPIRED -> new Standing(Words.of(status), Tone.EXPIRED);
            case NOT_EFFECTIVE -> new Standing(Words.of(status), Tone.PENDING);
        };
    }

    /** The standing of what is in validity. */
    public static Standing ofValid(long remaining, long total) {
        return of(remaining == 0 ? PackageStatus.USED_UP : PackageStatus.IN_EFFECT, remaining, total);
    }

    /** The word and tone as a badge. */
    public StatusBadge badge() {
        return new StatusBadge(word, tone);
    }
}
