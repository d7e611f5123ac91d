package io.drawdown.quota.engine;

import static io.drawdown.quota.engine.ExampleNotation.formatPackage;
import static io.drawdown.quota.engine.ExampleNotation.formatSpan;
import static io.drawdown.quota.engine.ExampleNotation.parseUsage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageShareTest {

    @DisplayName("depletion times of worked examples")
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing runs                          | A 100 [0, 1000)                                  | 2 nodes [50, 50)          | nothing
            a package covers all                  | A 100 [0, 1000)                                  | 2 nodes [0, 49)           | [0, 49) A 98
            and is used up with it                | A 100 [0, 1000)                                  | 2 nodes [0, 50)           | [0, 50) A 100
            a second too much                     | A 100 [0, 1000)                                  | 2 nodes [0, 51)           | [0, 50) A 100; [50, 51) - 2
            used up within a second               | A 100 [0, 1000)                                  | 3 nodes [0, 40)           | [0, 34) A 100; [34, 40) - 20
            used up within the last second        | A 100 [0, 1000)                                  | 3 nodes [0, 34)           | [0, 34) A 100; [34, 34) - 2
            less than a second of it              | A 1 [0, 1000)                                    | 3 nodes [10, 12)          | [10, 11) A 1; [11, 12) - 5
            one after the other                   | A 10 [0, 900), B 1000 [0, 1000)                  | 1 node [5, 30)            | [5, 15) A 10; [15, 30) B 15
            two within one second                 | A 100 [0, 900), B 1 [0, 950), C 100 [0, 1000)    | 3 nodes [0, 40)           | [0, 34) A 100; [34, 34) B 1; [34, 40) C 19
            a gift first                          | A 100 [0, 900), gift B 10 [0, 1000)              | 1 node [0, 20)            | [0, 10) B 10; [10, 20) A 10
            one that starts later                 | A 100 [50, 80)                                   | 1 node [0, 100)           | [0, 50) - 50; [50, 80) A 30; [80, 100) - 20
            one that expires before it is used up | A 100 [0, 60), B 1000 [0, 2000)                  | 1 node [0, 100)           | [0, 60) A 60; [60, 100) B 40
            one that expires as it is used up     | A 120 [0, 60), B 1000 [60, 2000)                 | 2 nodes [0, 100)          | [0, 60) A 120; [60, 100) B 80
            a gap before the next one starts      | A 100 [0, 1000), B 1000 [60, 2000)               | 2 nodes [0, 100)          | [0, 50) A 100; [50, 60) - 20; [60, 100) B 80
            a cut in what one package covers      | A 1000 [0, 2000), B 10 [60, 2500)                | 1 node [0, 100)           | [0, 60) A 60; [60, 100) A 40
            no package                            | A 100 [0, 1000)                                  | 2 dedicated nodes [0, 10) | [0, 10) - 20
            """)
    void splitsUsageByPackageInTimeOrder(String what, String packages, String record, String comesTo) {
        var usage = parseUsage(record);
        var drawDown = new DrawDown();
        ExampleNotation.parsePackages(packages)
                .forEach(testPackage -> drawDown.add(
                        testPackage.terms(), testPackage.totalNodeSeconds(), testPackage.totalNodeSeconds()));

        var shares = UsageShare.of(usage, drawDown.settle(usage));

        assertThat(
                        shares.isEmpty()
                                ? "nothing"
                                : shares.stream().map(UsageShareTest::format).collect(Collectors.joining("; ")))
                .isEqualTo(comesTo);
    }

    @DisplayName("shares cover a run without gaps and stay within their pieces")
    @Test
    void splitsUsageWithoutGapsOrOverlaps() {
        for (var seed = 1L; seed <= 2000; seed++) {
            var randomInputs = new RandomInputs(seed);
            var drawDown = new DrawDown();
            LongStream.rangeClosed(1, randomInputs.upTo(6)).forEach(id -> {
                var testPackage = randomInputs.randomPackage(id);
                drawDown.add(
                        testPackage.terms(), testPackage.totalNodeSeconds(), randomInputs.randomRemaining(testPackage));
            });
            var usage = randomInputs.randomUsage();

            var shares = UsageShare.of(usage, drawDown.settle(usage));

            var reached = usage.start();
            var nodeSeconds = 0L;
            for (var usageShare : shares) {
                assertThat(usageShare.from())
                        .as("seed %d", seed)
                        .isEqualTo(reached)
                        .isBetween(usageShare.piece().from(), usageShare.piece().to());
                assertThat(usageShare.to())
                        .as("seed %d", seed)
                        .isBetween(usageShare.from(), usageShare.piece().to());
                reached = usageShare.to();
                nodeSeconds += usageShare.nodeSeconds();
            }
            assertThat(nodeSeconds).as("seed %d", seed).isEqualTo(usage.nodeSeconds());
            assertThat(reached).as("seed %d", seed).isEqualTo(nodeSeconds == 0 ? usage.start() : usage.end());
        }
    }

    private static String format(UsageShare usageShare) {
        return formatSpan(usageShare.from(), usageShare.to()) + " "
                + (usageShare.packageId() == null ? "-" : formatPackage(usageShare.packageId())) + " "
                + usageShare.nodeSeconds();
    }
}
