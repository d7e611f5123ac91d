package io.drawdown.usage;

import static io.drawdown.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.DrawdownTest;
import io.drawdown.Fixture;
import io.drawdown.TestClock;
import io.drawdown.base.Money;
import io.drawdown.billing.Billing;
import io.drawdown.billing.ChargeEntry;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.ListPrice;
import io.drawdown.catalog.Pool;
import io.drawdown.integrity.Integrity;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;

/** A list price of 3.60 that becomes 7.20, from now on or from an instant that has passed: what is settled stays (R6). */
@DrawdownTest
class NewPriceTest {

    private static final YearMonth NOVEMBER = YearMonth.parse("2026-11");

    @Autowired
    ObjectProvider<RunStory> stories;

    @Autowired
    Fixture fixture;

    @Autowired
    TestClock clock;

    @Autowired
    Catalog catalog;

    @Autowired
    Billing billing;

    @Autowired
    Integrity integrity;

    private RunStory story;

    @BeforeEach
    void settleSomething() {
        story = stories.getObject();
        story.settle(story.recorded(2, START.minusSeconds(7200), START.minusSeconds(3600)));
        story.settle(story.started("running", 1, START.minusSeconds(1800)));
        story.pass(Duration.ofHours(1));
    }

    @Test
    void changesNothingSettledFromNowOn() {
        assertChangesNothingSettled(clock.instant());
    }

    @Test
    void changesNothingSettledFromAPastInstantOn() {
        assertChangesNothingSettled(START.minus(Duration.ofDays(30)));
    }

    @Test
    void changesNothingSettledInPlaceOfThePriceFromAlways() {
        assertChangesNothingSettled(ListPrice.ALWAYS);
    }

    private void assertChangesNothingSettled(Instant from) {
        var charges = charges();
        var statement = fixture.asSystem(() -> billing.statement(story.account, NOVEMBER));
        assertThat(charges).hasSizeGreaterThan(1).allMatch(charge -> isPriced(charge, "3.60"));

        fixture.asSystem(() -> catalog.putPrice(
                new ListPrice(story.region, story.specification, Pool.PUBLIC, Money.of("7.20", "CNY"), from)));

        assertThat(charges()).isEqualTo(charges);
        assertThat(fixture.asSystem(() -> billing.statement(story.account, NOVEMBER)))
                .isEqualTo(statement);
        assertThat(fixture.asSystem(integrity::check).violations()).isEmpty();

        story.pass(Duration.ofHours(1));
        story.settle(story.stopped("running", clock.instant()));
        var since = newSince(charges);
        assertThat(since)
                .as("what runs keeps the price at which it started")
                .isNotEmpty()
                .allMatch(charge -> isPriced(charge, "3.60"));

        var before = charges();
        story.settle(story.recorded(1, clock.instant().minusSeconds(60), clock.instant()));
        assertThat(newSince(before))
                .as("what started since is charged anew")
                .isNotEmpty()
                .allMatch(charge -> isPriced(charge, "7.20"));
    }

    private List<ChargeEntry> newSince(List<ChargeEntry> before) {
        return charges().stream().filter(charge -> !before.contains(charge)).toList();
    }

    private List<ChargeEntry> charges() {
        return fixture.asSystem(() -> billing.charges(story.account, null, null, null)
                .page(Pageable.unpaged())
                .getContent());
    }

    private static boolean isPriced(ChargeEntry charge, String price) {
        return charge.perNodeHour().amount().compareTo(Money.of(price, "CNY").amount()) == 0;
    }
}
