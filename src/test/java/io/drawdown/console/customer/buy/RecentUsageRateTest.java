package io.drawdown.console.customer.buy;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.Money;
import io.drawdown.base.NodeSeconds;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Region;
import io.drawdown.purchase.order.Quote;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecentUsageRateTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void describesRatePerDay() {
        assertThat(new RecentUsageRate(1_125_000, 30).perDayText()).isEqualTo("10.42\u00a0h a day");
    }

    @ParameterizedTest(name = "{0} node-hours at {1} in 30 days: {2}")
    @CsvSource({
        "300, 312.5, lasts about 29\u00a0days",
        "1, 30, lasts about 1\u00a0day",
        "1, 300, lasts less than a day",
        "300, 24.66, lasts about 365\u00a0days",
        "300, 24.5, longer than it is valid"
    })
    void describesHowLongOrderLasts(long nodeHours, double ran, String words) {
        assertThat(new RecentUsageRate(Math.round(ran * 3600), 30).durationText(quote(nodeHours)))
                .isEqualTo(words);
    }

    private static Quote quote(long nodeHours) {
        var region = new Region("region", "Region", ZoneId.of("UTC"), true);
        var price = Money.of("1.00", "CNY");
        var offer = new Offer(
                "offer", "Offer", "region", "specification", EnumSet.of(Activity.TRAINING), nodeHours, 12, price, true);
        return new Quote(
                offer, region, 1, NodeSeconds.ofNodeHours(nodeHours), NOW, NOW.plus(Duration.ofDays(365)), price, null);
    }
}
