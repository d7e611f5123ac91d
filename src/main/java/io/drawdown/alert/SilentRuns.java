package io.drawdown.alert;

import java.util.List;

/**
 * Running jobs of an account that fell silent within a minute (R16).
 *
 * @param run the id of the run that costs most pay-per-use
 * @param jobs the names of up to three jobs, those first that cost most
 * @param count the number of runs
 */
public record SilentRuns(String run, List<String> jobs, int count) {

    /** How many jobs are named. */
    public static final int MAX_NAMED_JOBS = 3;
}
