package io.drawdown.alert.internal;

/** That remaining came down to a mark, with what remained and the total then, in node-seconds. */
public record Crossing(Mark mark, long remaining, long total) {}
