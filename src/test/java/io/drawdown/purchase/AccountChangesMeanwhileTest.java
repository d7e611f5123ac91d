package io.drawdown.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.base.Money;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.catalog.model.Offer;
import io.drawdown.purchase.order.NewOrder;
import io.drawdown.purchase.order.OrderResult;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.HeldLedger;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What waits for an account's ledger goes by what the account is once it has the ledger, not by what it was before. */
@DrawdownTest
@Tag("dialect")
@Tag("dialect")
class AccountChangesMeanwhileTest {

    private static final Instant LAST_EVENING_OF_NOVEMBER = Instant.parse("2026-11-30T20:00:00Z");

    @Autowired
    World world;

    @Autowired
    HeldLedger ledger;

    @Autowired
    Orders orders;

    @Autowired
    Accounts accounts;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    private String account;
    private Offer offer;

    @BeforeEach
    void open() {
        clock.set(LAST_EVENING_OF_NOVEMBER);
        account = world.account();
        var region = world.region();
        var specification = world.specification();
        world.setPrice(region, specification, "3.60");
        offer = world.offer(region, specification, 10);
        put("UTC", null);
    }

    @AfterEach
    void turnBack() {
        clock.set(TestClock.START);
    }

    @Test
    void ordersAreHeldAgainstTheCreditLimitOfNow() {
        assertThatThrownBy(() -> ledger.awaited(account, this::order, () -> put("UTC", "0.01")))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.type()).isEqualTo(ProblemType.CREDIT_LIMIT_EXCEEDED));
    }

    @Test
    void ordersGoOnTheStatementOfTheMonthInTheZoneOfNow() throws Exception {
        var placed = ledger.awaited(account, this::order, () -> put("Asia/Shanghai", null));
        assertThat(jdbc.sql(
                                "select statement_month from order_posting where account = :account and order_number = :number")
                        .param("account", account)
                        .param("number", placed.order().number())
                        .query(String.class)
                        .single())
                .isEqualTo("2026-12");
    }

    private OrderResult order() {
        return world.asSystem(() -> orders.place(
                account,
                World.code("key"),
                new NewOrder(offer.code(), 1, null, null, new NewOrder.Acknowledgements(true, offer.region()))));
    }

    private void put(String zone, @Nullable String creditLimit) {
        world.asSystem(() -> accounts.put(new Account(
                account,
                account,
                Currency.getInstance("CNY"),
                ZoneId.of(zone),
                creditLimit == null ? null : Money.of(creditLimit, "CNY"))));
    }
}
