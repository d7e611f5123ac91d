package io.drawdown.quota.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Packages, drawn down by one record after the other, told in the {@link Notation} of the worked examples. */
final class Story {

    final DrawDown engine = new DrawDown();
    private final List<Pack> packages;

    Story(String packages) {
        this.packages = Notation.packages(packages);
        this.packages.forEach(pack -> engine.add(pack.terms(), pack.total(), pack.total()));
    }

    /** What the records come to, as `[0, 60) A 100, 20 charged USED_UP (A); [60, 100) B 80`, and `/` between records. */
    String settle(String records) {
        return Notation.records(records).stream()
                .map(usage -> told(usage, outcome(usage)))
                .collect(Collectors.joining(" / "));
    }

    String told(Usage usage, Outcome outcome) {
        var rows = new LinkedHashMap<Piece, String>();
        outcome.deductions()
                .forEach(row -> rows.merge(
                        row.piece(), Notation.letter(row.packageId()) + " " + row.nodeSeconds(), Story::listed));
        outcome.uncovered()
                .forEach(row -> rows.merge(
                        row.piece(), row.nodeSeconds() + " charged " + told(why(usage, row.piece())), Story::listed));
        return rows.isEmpty()
                ? "nothing"
                : rows.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(
                                (one, other) -> one.from().compareTo(other.from())))
                        .map(row ->
                                Notation.span(row.getKey().from(), row.getKey().to()) + " " + row.getValue())
                        .collect(Collectors.joining("; "));
    }

    Why why(Usage usage, Piece piece) {
        return Why.uncovered(
                usage,
                piece,
                packages.stream().map(Pack::terms).sorted(Terms.ORDER).toList());
    }

    /** What remains of each package, as `A 0, B 920`. */
    String left() {
        return packages.stream()
                .map(pack -> Notation.letter(pack.id()) + " " + engine.remaining(pack.id()))
                .collect(Collectors.joining(", "));
    }

    /** Settles a record, of which every node-second must be deducted or charged (R24). */
    Outcome outcome(Usage usage) {
        var outcome = engine.settle(usage);
        assertThat(outcome.deductions().stream()
                                .mapToLong(Deduction::nodeSeconds)
                                .sum()
                        + outcome.uncovered().stream()
                                .mapToLong(Uncovered::nodeSeconds)
                                .sum())
                .isEqualTo(usage.nodeSeconds());
        return outcome;
    }

    private static String told(Why why) {
        return why.reason() + (why.because() == null ? "" : " (" + Notation.letter(why.because()) + ")");
    }

    private static String listed(String one, String other) {
        return one + ", " + other;
    }
}
