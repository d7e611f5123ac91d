package io.drawdown.usage.history;

/** An account's usage of a specification in a region, in node-seconds. */
public record RecentUsage(String region, String specification, long nodeSeconds) {}
