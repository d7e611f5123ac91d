package io.drawdown.usage.history;

/**
 * An account's usage of a specification in a region, in node-seconds.
 *
 * @param mostNodes the nodes of the largest job
 */
public record RecentUsage(String region, String specification, long nodeSeconds, long mostNodes) {}
