package io.drawdown.account.model;

import java.time.Instant;

/**
 * A network from which sign-ins have to wait after failures.
 *
 * @param network an IPv4 address, or an IPv6 network of 64 bits
 * @param failures the number of failed sign-ins that count
 */
public record WaitingNetwork(String network, int failures, Instant waitsUntil) {}
