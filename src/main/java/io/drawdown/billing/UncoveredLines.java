package io.drawdown.billing;

import io.drawdown.base.Money;
import io.drawdown.billing.statement.ReasonTotal;
import io.drawdown.quota.engine.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of a statement, divided by the reasons for their charges. A line is rounded once (R6), and its reasons
 * are rounded so that they add up to it: all are rounded down, then those that lose most are rounded up, as many as
 * needed.
 */
final class UncoveredLines {

    private final Currency currency;
    private final Map<List<String>, List<Part>> lines = new LinkedHashMap<>();

    UncoveredLines(Currency currency) {
        this.currency = currency;
    }

    private record Part(Reason reason, BigInteger nodeSeconds, BigDecimal amount) {}

    /** Adds the unrounded charges of a line for a reason. */
    void add(List<String> line, Reason reason, BigInteger nodeSeconds, BigDecimal amount) {
        lines.computeIfAbsent(line, key -> new ArrayList<>()).add(new Part(reason, nodeSeconds, amount));
    }

    /** Returns the totals of the reasons over all lines, the most node-seconds first. */
    List<ReasonTotal> byReason() {
        var byReason = new EnumMap<Reason, ReasonTotal>(Reason.class);
        for (var line : lines.values()) {
            for (var part : rounded(line)) {
                byReason.merge(
                        part.reason(),
                        new ReasonTotal(part.reason(), part.nodeSeconds(), new Money(part.amount(), currency)),
                        (one, other) -> new ReasonTotal(
                                one.reason(),
                                one.nodeSeconds().add(other.nodeSeconds()),
                                one.amount().plus(other.amount())));
            }
        }
        return byReason.values().stream()
                .sorted(Comparator.comparing(ReasonTotal::nodeSeconds)
                        .reversed()
                        .thenComparing(one -> one.reason().name()))
                .toList();
    }

    private List<Part> rounded(List<Part> line) {
        var exact = line.stream().map(Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        var total = new Money(exact, currency).rounded().amount();
        var digits = total.scale();
        var down = line.stream()
                .map(part -> part.amount().setScale(digits, RoundingMode.FLOOR))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var up = total.subtract(down).movePointRight(digits).intValueExact();
        var mostLost = line.stream()
                .sorted(Comparator.comparing((Part part) -> lost(part, digits))
                        .reversed()
                        .thenComparing(Part::reason))
                .limit(up)
                .toList();
        return line.stream()
                .map(part -> new Part(
                        part.reason(),
                        part.nodeSeconds(),
                        part.amount()
                                .setScale(digits, mostLost.contains(part) ? RoundingMode.CEILING : RoundingMode.FLOOR)))
                .toList();
    }

    /** Returns what rounding down takes off, as a fraction of the smallest payable amount. */
    private static BigDecimal lost(Part part, int digits) {
        return part.amount().subtract(part.amount().setScale(digits, RoundingMode.FLOOR));
    }
}
