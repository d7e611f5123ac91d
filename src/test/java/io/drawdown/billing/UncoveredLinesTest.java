package io.drawdown.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.Money;
import io.drawdown.billing.statement.ReasonTotal;
import io.drawdown.quota.engine.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UncoveredLinesTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final List<String> LINE = List.of("r", "PUBLIC", "s");

    private final UncoveredLines lines = new UncoveredLines(CNY);

    @Test
    void roundsReasonsUpOrDownSoThatTheyAddUpToTheLine() {
        add(LINE, Reason.USED_UP, 3, "0.00333333");
        add(LINE, Reason.EXPIRED, 2, "0.00444444");
        add(LINE, Reason.NO_PACKAGE, 1, "0.00222222");

        assertThat(lines.byReason())
                .containsExactly(
                        usage(Reason.USED_UP, 3, "0.00"),
                        usage(Reason.EXPIRED, 2, "0.01"),
                        usage(Reason.NO_PACKAGE, 1, "0.00"));
    }

    @Test
    void addsUpEachLineByItself() {
        add(LINE, Reason.NO_PACKAGE, 1, "0.00600000");
        add(List.of("r", "DEDICATED", "s"), Reason.DEDICATED_POOL, 1, "0.00600000");
        add(List.of("r", "PUBLIC", "t"), Reason.NO_PACKAGE, 1, "0.00600000");

        assertThat(lines.byReason())
                .containsExactly(usage(Reason.NO_PACKAGE, 2, "0.02"), usage(Reason.DEDICATED_POOL, 1, "0.01"));
    }

    @Test
    void alwaysAddsUp() {
        var random = new Random(16);
        for (var round = 0; round < 1000; round++) {
            var some = new UncoveredLines(CNY);
            var bill = Money.zero(CNY);
            for (var line = 0; line < 1 + random.nextInt(4); line++) {
                var exact = BigDecimal.ZERO;
                for (var reason : Reason.values()) {
                    if (random.nextBoolean()) {
                        var amount = BigDecimal.valueOf(random.nextLong(-1_000, 2_000_000), 8);
                        exact = exact.add(amount);
                        some.add(List.of("line " + line), reason, BigInteger.ONE, amount);
                    }
                }
                bill = bill.plus(new Money(exact, CNY).rounded());
            }
            assertThat(some.byReason().stream().map(ReasonTotal::amount).reduce(Money.zero(CNY), Money::plus))
                    .as("round %d", round)
                    .isEqualTo(bill);
        }
    }

    private void add(List<String> line, Reason reason, long nodeSeconds, String amount) {
        lines.add(line, reason, BigInteger.valueOf(nodeSeconds), new BigDecimal(amount));
    }

    private static ReasonTotal usage(Reason reason, long nodeSeconds, String charged) {
        return new ReasonTotal(reason, BigInteger.valueOf(nodeSeconds), Money.of(charged, "CNY"));
    }
}
