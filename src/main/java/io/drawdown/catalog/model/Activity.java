package io.drawdown.catalog.model;

/** The stage of the AI lifecycle that a job belongs to. */
public enum Activity {
    DATA_PROCESSING,
    DEVELOPMENT,
    TRAINING,
    MANAGEMENT,
    DEPLOYMENT
}
