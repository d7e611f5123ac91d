package io.drawdown.alert.settings;

import java.util.List;

/** Whether alerts are enabled for a target, and at which thresholds of its remaining quota (R19). */
public record AlertSetting(boolean enabled, List<Threshold> thresholds) {}
