package io.drawdown.usage.settlement;

import static io.drawdown.testing.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.Money;
import io.drawdown.billing.Billing;
import io.drawdown.billing.statement.ChargeEntry;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Pool;
import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

/** A list price of 3.60 that becomes 7.20, from now on or from an instant that has passed: what is settled stays (R6). */
@DrawdownTest
@Tag("dialect")
class SettledPricesTest {

    private static final YearMonth NOVEMBER = YearMonth.parse("2026-11");

    @Autowired
    ObjectProvider<RunScenario> stories;

    @Autowired
    World world;

    @Autowired
    TestClock clock;

    @Autowired
    ListPrices listPrices;

    @Autowired
    Billing billing;

    @Autowired
    IntegrityChecker integrity;

    private RunScenario scenario;

    @BeforeEach
    void setUp() {
        scenario = stories.getObject();
        scenario.settle(scenario.recorded(2, START.minusSeconds(7200), START.minusSeconds(3600)));
        scenario.settle(scenario.started("running", 1, START.minusSeconds(1800)));
        scenario.advance(Duration.ofHours(1));
    }

    @Test
    void priceFromNowOnChangesNoSettledCharge() {
        assertNoSettledChargeChanges(clock.instant());
    }

    @Test
    void priceFromAPastInstantChangesNoSettledCharge() {
        assertNoSettledChargeChanges(START.minus(Duration.ofDays(30)));
    }

    @Test
    void replacedInitialPriceChangesNoSettledCharge() {
        assertNoSettledChargeChanges(ListPrice.EARLIEST_FROM);
    }

    private void assertNoSettledChargeChanges(Instant from) {
        var charges = charges();
        var statement = world.asSystem(() -> billing.statement(scenario.account, NOVEMBER));
        assertThat(charges).hasSizeGreaterThan(1).allMatch(charge -> isPriced(charge, "3.60"));

        world.asSystem(() -> listPrices.put(
                new ListPrice(scenario.region, scenario.specification, Pool.PUBLIC, Money.of("7.20", "CNY"), from)));

        assertThat(charges()).isEqualTo(charges);
        assertThat(world.asSystem(() -> billing.statement(scenario.account, NOVEMBER)))
                .isEqualTo(statement);
        assertThat(world.asSystem(integrity::check).violations()).isEmpty();

        scenario.advance(Duration.ofHours(1));
        scenario.settle(scenario.stopped("running", clock.instant()));
        var since = chargesSince(charges);
        assertThat(since)
                .as("what runs keeps the price at which it started")
                .isNotEmpty()
                .allMatch(charge -> isPriced(charge, "3.60"));

        var before = charges();
        scenario.settle(scenario.recorded(1, clock.instant().minusSeconds(60), clock.instant()));
        assertThat(chargesSince(before))
                .as("what started since is charged anew")
                .isNotEmpty()
                .allMatch(charge -> isPriced(charge, "7.20"));
    }

    private List<ChargeEntry> chargesSince(List<ChargeEntry> before) {
        return charges().stream().filter(charge -> !before.contains(charge)).toList();
    }

    private List<ChargeEntry> charges() {
        return world.asSystem(() -> billing.charges(scenario.account, null, null, null)
                .page(Pageable.unpaged())
                .getContent());
    }

    private static boolean isPriced(ChargeEntry charge, String price) {
        return charge.perNodeHour().amount().compareTo(Money.of(price, "CNY").amount()) == 0;
    }
}
