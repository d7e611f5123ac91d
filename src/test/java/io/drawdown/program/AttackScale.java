package io.drawdown.program;

/** How hard the program is attacked: a short form that counts in each run, the full one, which also times, in the nightly run. */
final class AttackScale {

    /** Whether this is the nightly run. */
    static final boolean IS_NIGHTLY = Boolean.getBoolean("drawdown.nightly");

    private AttackScale() {}

    /** The number for this run. */
    static int of(int shortForm, int nightly) {
        return IS_NIGHTLY ? nightly : shortForm;
    }
}
