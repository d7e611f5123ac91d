package io.drawdown.alert.settings;

import java.util.List;

/** Whether a target's remaining quota is watched, and the thresholds at which it is told (R19). */
public record AlertSetting(boolean enabled, List<Threshold> thresholds) {}
