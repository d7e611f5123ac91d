package io.drawdown.usage.internal;

/** What an event is known by (R14). */
public record EventKey(String account, String source, String id) {}
