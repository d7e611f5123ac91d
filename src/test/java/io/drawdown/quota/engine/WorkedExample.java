package io.drawdown.quota.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Packages, drawn down by one record after the other, told in the {@link ExampleNotation} of the worked examples. */
final class WorkedExample {

    final DrawDown engine = new DrawDown();
    private final List<TestPackage> packages;

    WorkedExample(String packages) {
        this.packages = ExampleNotation.parsePackages(packages);
        this.packages.forEach(testPackage ->
                engine.add(testPackage.terms(), testPackage.totalNodeSeconds(), testPackage.totalNodeSeconds()));
    }

    /** What the records come to, as `[0, 60) A 100, 20 charged USED_UP (A); [60, 100) B 80`, and `/` between records. */
    String settle(String records) {
        return ExampleNotation.parseRecords(records).stream()
                .map(usage -> format(usage, settleCompletely(usage)))
                .collect(Collectors.joining(" / "));
    }

    String format(Usage usage, Outcome outcome) {
        var rows = new LinkedHashMap<Piece, String>();
        outcome.deductions()
                .forEach(row -> rows.merge(
                        row.piece(),
                        ExampleNotation.formatPackage(row.packageId()) + " " + row.nodeSeconds(),
                        WorkedExample::joinWithComma));
        outcome.uncovered()
                .forEach(row -> rows.merge(
                        row.piece(),
                        row.nodeSeconds() + " charged " + format(why(usage, row.piece())),
                        WorkedExample::joinWithComma));
        return rows.isEmpty()
                ? "nothing"
                : rows.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(
                                (one, other) -> one.from().compareTo(other.from())))
                        .map(row -> ExampleNotation.formatSpan(
                                        row.getKey().from(), row.getKey().to()) + " " + row.getValue())
                        .collect(Collectors.joining("; "));
    }

    Why why(Usage usage, Piece piece) {
        return Why.uncovered(
                usage,
                piece,
                packages.stream().map(TestPackage::terms).sorted(Terms.ORDER).toList());
    }

    /** What remains of each package, as `A 0, B 920`. */
    String formatRemaining() {
        return packages.stream()
                .map(testPackage -> ExampleNotation.formatPackage(testPackage.id()) + " "
                        + engine.remainingNodeSeconds(testPackage.id()))
                .collect(Collectors.joining(", "));
    }

    /** Settles a record, of which every node-second must be deducted or charged (R24). */
    Outcome settleCompletely(Usage usage) {
        var outcome = engine.settle(usage);
        assertThat(outcome.deductions().stream()
                                .mapToLong(Deduction::nodeSeconds)
                                .sum()
                        + outcome.uncovered().stream()
                                .mapToLong(UncoveredPiece::nodeSeconds)
                                .sum())
                .isEqualTo(usage.nodeSeconds());
        return outcome;
    }

    private static String format(Why why) {
        return why.reason() + (why.because() == null ? "" : " (" + ExampleNotation.formatPackage(why.because()) + ")");
    }

    private static String joinWithComma(String one, String other) {
        return one + ", " + other;
    }
}
