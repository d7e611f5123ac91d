package io.drawdown.quota.engine;

import static io.drawdown.quota.engine.ExampleNotation.at;
import static io.drawdown.quota.engine.ExampleNotation.parseUsage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkedExamplesTest {

    @DisplayName("R9: worked examples")
    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # packages                          | record                | comes to                                                                                  | left
            A 100 [0, 1000), B 1000 [60, 2000)  | 2 nodes [0, 100)      | [0, 60) A 100, 20 charged USED_UP (A); [60, 100) B 80                                     | A 0, B 920
            A 100 [0, 1000), B 1000 [60, 2000)  | 1 node [0, 100) twice | [0, 60) A 60; [60, 100) A 40 / [0, 60) 60 charged USED_UP (A); [60, 100) B 40             | A 0, B 960
            A 100 [50, 80)                      | 1 node [0, 100)       | [0, 50) 50 charged NOT_YET_EFFECTIVE (A); [50, 80) A 30; [80, 100) 20 charged EXPIRED (A) | A 70
            A 100 [0, 1000) for DEPLOYMENT only | 1 node [0, 100)       | [0, 100) 100 charged ACTIVITY_NOT_COVERED (A)                                             | A 100
            """)
    void settlesTheWorkedExamples(String packages, String records, String comesTo, String left) {
        assertSettlement(packages, records, comesTo, left);
    }

    @DisplayName("R3, R9: validity is half-open")
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            the second before the first | A 100 [50, 80) | 1 node [49, 50)  | [49, 50) 1 charged NOT_YET_EFFECTIVE (A) | A 100
            the first second            | A 100 [50, 80) | 1 node [50, 51)  | [50, 51) A 1                             | A 99
            the last second             | A 100 [50, 80) | 1 node [79, 80)  | [79, 80) A 1                             | A 99
            the second after the last   | A 100 [50, 80) | 1 node [80, 81)  | [80, 81) 1 charged EXPIRED (A)           | A 100
            the whole validity          | A 100 [50, 80) | 3 nodes [50, 80) | [50, 80) A 90                            | A 10
            empty at effectiveAt        | A 100 [50, 80) | 1 node [50, 50)  | nothing                                  | A 100
            empty inside                | A 100 [50, 80) | 1 node [60, 60)  | nothing                                  | A 100
            empty at expiresAt          | A 100 [50, 80) | 1 node [80, 80)  | nothing                                  | A 100
            empty of a spent package    | A 0 [50, 80)   | 1 node [60, 60)  | nothing                                  | A 0
            """)
    void treatsValidityAsHalfOpen(String what, String packages, String records, String comesTo, String left) {
        assertSettlement(packages, records, comesTo, left);
    }

    @DisplayName("R9: a record is split at package boundaries")
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            one package hands over to the next        | A 200 [0, 50), B 200 [50, 90)                   | 2 nodes [0, 90)           | [0, 50) A 100; [50, 90) B 80       | A 100, B 120
            where several meet, there is one cut      | A 20 [0, 50), B 20 [50, 90), C 40 [50, 99)      | 1 node [40, 60)           | [40, 50) A 10; [50, 60) B 10       | A 10, B 10, C 40
            an empty package cuts too                 | A 0 [10, 90), B 50 [0, 99)                      | 1 node [5, 15)            | [5, 10) B 5; [10, 15) B 5          | A 0, B 40
            one that expires cuts what lasts longer   | A 5 [0, 10), B 50 [0, 99)                       | 1 node [0, 20)            | [0, 10) A 5, B 5; [10, 20) B 10    | A 0, B 35
            a start at the record's end cuts nothing  | A 50 [0, 99), B 50 [60, 99)                     | 1 node [40, 60)           | [40, 60) A 20                      | A 30, B 50
            an end at the record's start cuts nothing | A 50 [0, 40), B 50 [0, 99)                      | 1 node [40, 60)           | [40, 60) B 20                      | A 50, B 30
            other activities cut nothing              | A 50 [0, 99), B 50 [50, 60) for MANAGEMENT only | 1 node [40, 70)           | [40, 70) A 30                      | A 20, B 50
            other regions cut nothing                 | A 50 [0, 99), B 50 [50, 60) in south            | 1 node [40, 70)           | [40, 70) A 30                      | A 20, B 50
            other specifications cut nothing          | A 50 [0, 99), B 50 [50, 60) of p4               | 1 node [40, 70)           | [40, 70) A 30                      | A 20, B 50
            in a dedicated pool nothing cuts          | A 50 [50, 60)                                   | 1 dedicated node [40, 70) | [40, 70) 30 charged DEDICATED_POOL | A 50
            """)
    void cutsUsageWherePackagesStartAndEnd(String what, String packages, String records, String comesTo, String left) {
        assertSettlement(packages, records, comesTo, left);
    }

    @DisplayName("R9: packages are drawn on in order")
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            gifts before purchases        | A 9 [0, 100), gift B 9 [0, 900)       | 1 node [5, 15)  | [5, 15) B 9, A 1                            | A 8, B 0
            of gifts, the earliest expiry | gift A 9 [0, 900), gift B 9 [0, 100)  | 1 node [5, 15)  | [5, 15) B 9, A 1                            | A 8, B 0
            earliest expiresAt            | A 9 [0, 900), B 9 [1, 899) made 1     | 1 node [5, 15)  | [5, 15) B 9, A 1                            | A 8, B 0
            earliest effectiveAt          | A 9 [1, 900), B 9 [0, 900) made 1     | 1 node [5, 15)  | [5, 15) B 9, A 1                            | A 8, B 0
            earliest creation             | A 9 [0, 900) made 1, B 9 [0, 900)     | 1 node [5, 15)  | [5, 15) B 9, A 1                            | A 8, B 0
            lowest id                     | B 9 [0, 900), A 9 [0, 900)            | 1 node [5, 15)  | [5, 15) A 9, B 1                            | B 8, A 0
            as many as it takes           | A 1 [0, 70), B 1 [0, 80), C 1 [0, 90) | 2 nodes [5, 7)  | [5, 7) A 1, B 1, C 1, 1 charged USED_UP (A) | A 0, B 0, C 0
            none that isn't asked         | A 10 [0, 70), B 1 [0, 80)             | 1 node [5, 15)  | [5, 15) A 10                                | A 0, B 1
            a gift that isn't valid waits | gift A 9 [50, 90), B 9 [0, 90)        | 1 node [40, 48) | [40, 48) B 8                                | A 9, B 1
            """)
    void takesFromPackagesInTheirOrder(String what, String packages, String records, String comesTo, String left) {
        assertSettlement(packages, records, comesTo, left);
    }

    @DisplayName("R11: a late record draws on the current balance of packages valid at its time")
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            from an expired package | A 100 [0, 50), B 100 [50, 90) | 1 node [60, 70), 1 node [10, 20) | [60, 70) B 10 / [10, 20) A 10                       | A 90, B 90
            not from one used later | A 15 [0, 90)                  | 1 node [60, 70), 1 node [10, 20) | [60, 70) A 10 / [10, 20) A 5, 5 charged USED_UP (A) | A 0
            """)
    void settlesLateUsageFromPackagesValidThen(
            String what, String packages, String records, String comesTo, String left) {
        assertSettlement(packages, records, comesTo, left);
    }

    @DisplayName("R13: each reason names its package")
    @ParameterizedTest(name = "{0} because of {1}")
    @CsvSource(delimiter = '|', nullValues = "nobody", textBlock = """
            DEDICATED_POOL       | nobody | A 0 [0, 99)                                                       | 1 dedicated node [50, 60)
            USED_UP              | A      | A 0 [0, 99)                                                       | 1 node [50, 60)
            USED_UP              | B      | A 0 [0, 99), gift B 0 [0, 999)                                    | 1 node [50, 60)
            NOT_YET_EFFECTIVE    | A      | A 9 [60, 99)                                                      | 1 node [50, 60)
            NOT_YET_EFFECTIVE    | B      | A 9 [60, 99), B 9 [70, 98)                                        | 1 node [50, 60)
            EXPIRED              | A      | A 9 [0, 50)                                                       | 1 node [50, 60)
            EXPIRED              | B      | A 9 [0, 50), B 9 [0, 40)                                          | 1 node [50, 60)
            ACTIVITY_NOT_COVERED | A      | A 9 [50, 60) for DEPLOYMENT+MANAGEMENT only                       | 1 node [50, 60)
            ACTIVITY_NOT_COVERED | B      | A 9 [0, 99) for DEPLOYMENT only, B 9 [0, 98) for MANAGEMENT only  | 1 node [50, 60)
            NO_PACKAGE           | nobody | A 9 [51, 99) for DEPLOYMENT only, B 9 [0, 59) for DEPLOYMENT only | 1 node [50, 60)
            OTHER_REGION         | A      | A 9 [50, 60) in south                                             | 1 node [50, 60)
            OTHER_REGION         | B      | A 9 [0, 99) in south, B 9 [0, 98) in west                         | 1 node [50, 60)
            NO_PACKAGE           | nobody | A 9 [51, 99) in south, B 9 [0, 59) in south                       | 1 node [50, 60)
            OTHER_SPECIFICATION  | A      | A 9 [50, 60) of p4                                                | 1 node [50, 60)
            OTHER_SPECIFICATION  | B      | A 9 [0, 99) of p4, B 9 [0, 98) of p100                            | 1 node [50, 60)
            NO_PACKAGE           | nobody | A 9 [51, 99) of p4, B 9 [0, 59) of p4                             | 1 node [50, 60)
            NO_PACKAGE           | nobody | A 9 [0, 99) in south of p4                                        | 1 node [50, 60)
            """)
    void namesTheReasonAndThePackageBehindIt(Reason reason, String because, String packages, String record) {
        var workedExample = new WorkedExample(packages);
        var why = reason + (because == null ? "" : " (" + because + ")");

        assertThat(workedExample.settle(record)).isEqualTo("[50, 60) 10 charged " + why);
    }

    @DisplayName("R13: the first applicable reason is given")
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            DEDICATED_POOL           | 1 dedicated node [50, 60) | S 9 [0, 90) of p4, R 9 [0, 91) in south, D 9 [0, 92) for DEPLOYMENT only, E 9 [0, 50), N 9 [60, 94), U 0 [0, 95)
            USED_UP (U)              | 1 node [50, 60)           | S 9 [0, 90) of p4, R 9 [0, 91) in south, D 9 [0, 92) for DEPLOYMENT only, E 9 [0, 50), N 9 [60, 94), U 0 [0, 95)
            NOT_YET_EFFECTIVE (N)    | 1 node [50, 60)           | S 9 [0, 90) of p4, R 9 [0, 91) in south, D 9 [0, 92) for DEPLOYMENT only, E 9 [0, 50), N 9 [60, 94)
            EXPIRED (E)              | 1 node [50, 60)           | S 9 [0, 90) of p4, R 9 [0, 91) in south, D 9 [0, 92) for DEPLOYMENT only, E 9 [0, 50)
            ACTIVITY_NOT_COVERED (D) | 1 node [50, 60)           | S 9 [0, 90) of p4, R 9 [0, 91) in south, D 9 [0, 92) for DEPLOYMENT only
            OTHER_REGION (R)         | 1 node [50, 60)           | S 9 [0, 90) of p4, R 9 [0, 91) in south
            OTHER_SPECIFICATION (S)  | 1 node [50, 60)           | S 9 [0, 90) of p4
            """)
    void namesTheFirstReasonThatHolds(String why, String record, String packages) {
        assertThat(new WorkedExample(packages).settle(record)).isEqualTo("[50, 60) 10 charged " + why);
    }

    @Test
    @DisplayName("R13: without a package the reason is NO_PACKAGE")
    void chargesEverythingWithoutAPackage() {
        var usage = parseUsage("1 node [50, 60)");
        var uncovered = new DrawDown().settle(usage).uncovered();

        assertThat(uncovered).containsExactly(new UncoveredPiece(new Piece(at(50), at(60), 10), 10));
        assertThat(new WorkedExample("A 9 [60, 70) in south")
                        .why(usage, uncovered.getFirst().piece()))
                .isEqualTo(new Why(Reason.NO_PACKAGE, null));
    }

    @Test
    @DisplayName("R9: a deduction records its piece and the remaining balance")
    void returnsPieceAndRemainderWithEachDeduction() {
        var outcome = new WorkedExample("A 100 [0, 1000), B 1000 [60, 2000)")
                .settleCompletely(parseUsage("2 nodes [0, 100)"));
        var first = new Piece(at(0), at(60), 120);
        var second = new Piece(at(60), at(100), 80);

        assertThat(outcome.deductions())
                .containsExactly(new Deduction(first, 1, 100, 0), new Deduction(second, 2, 80, 920));
        assertThat(outcome.uncovered()).containsExactly(new UncoveredPiece(first, 20));
    }

    @Test
    @DisplayName("R1: an overflow refuses the whole record")
    void refusesOverflowAndTakesNothing() {
        var most = Long.MAX_VALUE;
        var workedExample = new WorkedExample("A %d [0, 1), B %d [1, 2)".formatted(most, most));

        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> workedExample.settle(most + " nodes [0, 2)"));
        assertThat(workedExample.formatRemaining()).isEqualTo("A %d, B %d".formatted(most, most));
        assertThat(workedExample.settle(most + " nodes [0, 1)")).isEqualTo("[0, 1) A " + most);
    }

    @Test
    @DisplayName("R12: a late record can draw on what was returned to an expired package")
    void takesAgainWhatWasGivenBack() {
        var workedExample = new WorkedExample("A 100 [0, 50), B 100 [50, 90)");
        workedExample.settle("2 nodes [0, 90)");

        assertThat(workedExample.formatRemaining()).isEqualTo("A 0, B 20");
        assertThat(workedExample.engine.giveBack(1, 60)).isEqualTo(60);
        assertThat(workedExample.settle("2 nodes [10, 50)")).isEqualTo("[10, 50) A 60, 20 charged USED_UP (A)");
    }

    @Test
    @DisplayName("R24: a reversal is positive and at most the deduction")
    void refusesToGiveBackMoreThanWasTaken() {
        var workedExample = new WorkedExample("A 100 [0, 50), B %d [0, 99)".formatted(Long.MAX_VALUE));
        workedExample.settle("1 node [0, 30)");

        assertThatIllegalStateException().isThrownBy(() -> workedExample.engine.giveBack(1, 31));
        assertThatIllegalStateException().isThrownBy(() -> workedExample.engine.giveBack(1, -1));
        assertThatIllegalStateException().isThrownBy(() -> workedExample.engine.giveBack(2, Long.MAX_VALUE));
        assertThat(workedExample.formatRemaining()).isEqualTo("A 70, B " + Long.MAX_VALUE);
        assertThat(workedExample.engine.giveBack(1, 0)).isEqualTo(70);
        assertThat(workedExample.engine.giveBack(1, 30)).isEqualTo(100);
    }

    @Test
    @DisplayName("R12: a charge is settled again with the current balance of its packages")
    void settlesAChargeAgainFromTheSamePiece() {
        var workedExample = new WorkedExample("A 100 [0, 50), B 10 [0, 90)");
        workedExample.settle("2 nodes [0, 50)");
        var usage = parseUsage("1 node [20, 60)");
        var charged = workedExample.engine.settle(usage).uncovered().getFirst();
        workedExample.engine.giveBack(1, 15);

        assertThat(charged).isEqualTo(new UncoveredPiece(new Piece(at(20), at(50), 30), 20));
        assertThat(workedExample.format(usage, workedExample.engine.settleAgain(usage, charged)))
                .isEqualTo("[20, 50) A 15, 5 charged USED_UP (A)");
    }

    @Test
    @DisplayName("R24: a balance is between zero and the total")
    void rejectsARemainderBelowZeroOrAboveTheTotal() {
        var terms = ExampleNotation.parsePackages("A 100 [0, 50)").getFirst().terms();

        assertThatIllegalArgumentException().isThrownBy(() -> new DrawDown().add(terms, 100, 101));
        assertThatIllegalArgumentException().isThrownBy(() -> new DrawDown().add(terms, 100, -1));
    }

    @Test
    @DisplayName("a known package isn't added twice")
    void ignoresAPackageThatWasAddedBefore() {
        var workedExample = new WorkedExample("A 100 [0, 50)");
        workedExample.settle("1 node [0, 30)");
        workedExample.engine.add(
                ExampleNotation.parsePackages("A 100 [0, 50)").getFirst().terms(), 100, 100);

        assertThat(workedExample.formatRemaining()).isEqualTo("A 70");
        assertThat(workedExample.engine.contains(1)).isTrue();
        assertThat(workedExample.engine.contains(2)).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> workedExample.engine.remainingNodeSeconds(2));
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> workedExample.engine.giveBack(2, 1));
    }

    private static void assertSettlement(String packages, String records, String comesTo, String left) {
        var workedExample = new WorkedExample(packages);

        assertThat(workedExample.settle(records)).isEqualTo(comesTo);
        assertThat(workedExample.formatRemaining()).isEqualTo(left);
    }
}
