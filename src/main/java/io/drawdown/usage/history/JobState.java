package io.drawdown.usage.history;

/** Whether a job is running. */
public enum JobState {
    RUNNING,
    FINISHED
}
