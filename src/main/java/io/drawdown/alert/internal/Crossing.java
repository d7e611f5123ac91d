package io.drawdown.alert.internal;

import io.drawdown.alert.settings.ThresholdKey;

/** That remaining came down to a mark, with what remained and the total then, in node-seconds. */
public record Crossing(ThresholdKey thresholdKey, long remainingNodeSeconds, long totalNodeSeconds) {}
