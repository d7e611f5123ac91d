package io.drawdown.alert.internal;

import io.drawdown.alert.settings.ThresholdKey;

/** A crossed threshold, with the remaining and total node-seconds at that instant. */
public record Crossing(ThresholdKey thresholdKey, long remainingNodeSeconds, long totalNodeSeconds) {}
