package io.drawdown.usage.history;

/** Node-seconds that an account ran of a specification in a region. */
public record RecentUsage(String region, String specification, long nodeSeconds) {}
