package io.drawdown.usage.history;

/** Whether a job runs. */
public enum JobState {
    RUNNING,
    FINISHED
}
