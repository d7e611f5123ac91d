package io.drawdown.usage;

/** Whether a job runs. */
public enum JobState {
    RUNNING,
    FINISHED
}
