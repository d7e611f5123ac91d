package io.drawdown.console.customer.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeTableRow;
import io.drawdown.account.model.Role;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.quota.QuotaMeter;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class OverviewViewTest extends ConsoleTest {

    private static final Instant NOW = TestClock.START;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    private String account;
    private String region;
    private String v100;
    private String offer;

    @BeforeEach
    void openShop() {
        clock.set(NOW);
        account = world.accountNamed("Acme Vision Ltd");
        region = world.region("Asia/Shanghai");
        v100 = world.specification("V100", region);
        offer = world.monthlyOffer("V100 10 h", region, v100, 10);
    }

    @Test
    void showsFirstStepsToNewAccounts() {
        signInAsCustomerOf(account);

        open("", OverviewView.class);

        assertThat($view(H2.class).single().getText()).isEqualTo("Start with a package");
        assertThat($view(LinkButton.class).all())
                .extracting(LinkButton::getText)
                .containsExactly("Buy Package", "Buy your first package");
    }

    @Test
    void sumsBalancesPerRegionAndSpecification() {
        world.buy(account, offer, 1, null);
        world.buy(account, offer, 2, null);
        run("job", Duration.ofHours(5));
        signInAsCustomerOf(account);

        open("", OverviewView.class);

        assertThat($view(QuotaMeter.class).single().getElement().getTextRecursively())
                .isEqualTo("25.00\u00a0hleft of 30.00\u00a0h");
        assertThat($view(BalanceCard.class).single().getElement().getTextRecursively())
                .contains("V100", region, "In effect");
        assertThat($view(Notice.class).all()).isEmpty();
        assertThat(month()).contains("100\u00a0%").contains("¥\u00a00.00").contains("¥\u00a0106.00");
        assertThat($view(ChargeReasonsCard.class).all()).isEmpty();
    }

    @Test
    void warnsOfLowBalance() {
        world.buy(account, offer, 1, null);
        run("job", Duration.ofHours(9));
        signInAsCustomerOf(account);

        open("", OverviewView.class);

        assertThat(notices()).containsExactly("LowV100 in " + region + " has 1.00 of 10.00\u00a0h left.Buy more");
        assertThat(actions())
                .singleElement()
                .asString()
                .startsWith("buy?")
                .contains("region=" + region, "specification=" + v100);
    }

    @Test
    void reportsUsedUpQuotaAndItsCost() {
        world.buy(account, offer, 1, null);
        run("job", Duration.ofHours(15));
        signInAsCustomerOf(account);

        open("", OverviewView.class);

        assertThat(notices())
                .containsExactly("Used upV100 in " + region
                        + " has nothing left. Usage there is billed pay-per-use: ¥\u00a0106.00 on this month’s"
                        + " bill.Buy more");
        assertThat(month()).contains("67\u00a0%").contains("¥\u00a0106.00").contains("¥\u00a0212.00");
        assertThat($view(ChargeReasonsCard.class).single().getElement().getTextRecursively())
                .contains("The packages for it were used up.", "5.00\u00a0h", "¥\u00a0106.00");
    }

    @Test
    void namesEarlierMonthsInBillTotal() {
        world.run(
                account,
                region,
                v100,
                "late",
                Instant.parse("2026-09-10T00:00:00Z"),
                Instant.parse("2026-09-10T02:00:00Z"));
        run("job", Duration.ofHours(1));
        world.start(account, region, v100, "running", 1, clock.instant());
        clock.advance(Duration.ofMinutes(30));
        signInAsCustomerOf(account);

        open("", OverviewView.class);

        var payPerUse =
                "Pay-per-use on this month’s bill¥\u00a063.60, including ¥\u00a042.40 for usage of earlier months";
        assertThat(month())
                .contains(payPerUse, "Running, not yet billed¥\u00a010.60")
                .contains("0\u00a0%");
        assertThat($view(ChargeReasonsCard.class).single().getElement().getTextRecursively())
                .as("of this month's usage")
                .contains("1.00\u00a0h", "¥\u00a021.20")
                .doesNotContain("63.60");
        open("bills", Main.class);
        assertThat(getCurrentView().getElement().getTextRecursively())
                .contains(payPerUse, "Running, not yet billed¥\u00a010.60", "Total¥\u00a063.60 CNY");
        signInAs(Role.SUPPORT);
        open("accounts/" + account, Main.class);
        assertThat(getCurrentView().getElement().getTextRecursively())
                .contains("Bill of November 2026 so far¥\u00a063.60", payPerUse, "Running, not yet billed¥\u00a010.60");
    }

    @Test
    void reportsUsedUpQuotaWithCostOfEarlierMonths() {
        world.buy(account, offer, 1, null);
        run("job", Duration.ofHours(15));
        world.run(
                account,
                region,
                v100,
                "late",
                Instant.parse("2026-09-10T00:00:00Z"),
                Instant.parse("2026-09-10T02:00:00Z"));
        signInAsCustomerOf(account);

        open("", OverviewView.class);

        assertThat(notices())
                .singleElement()
                .asString()
                .contains("¥\u00a0148.40 on this month’s bill, including ¥\u00a042.40 for usage of earlier months.");
    }

    @Test
    void showsChargesForEarlierMonthsOnly() {
        world.run(
                account,
                region,
                v100,
                "late",
                Instant.parse("2026-09-10T00:00:00Z"),
                Instant.parse("2026-09-10T02:00:00Z"));
        signInAsCustomerOf(account);

        open("", OverviewView.class);

        assertThat(month())
                .contains(
                        "No usage yet this month.", "¥\u00a042.40, including ¥\u00a042.40 for usage of earlier months");
    }

    @Test
    void showsUsageByDayInAccountZone() {
        world.buy(account, offer, 1, null);
        run("job", Duration.ofHours(15));
        signInAsCustomerOf(account);

        open("", OverviewView.class);

        var usage = $view(UsageCard.class).single().getElement();
        assertThat(usage.getTextRecursively()).contains("last 30 days", "days in Asia/Shanghai");
        var rows = $(NativeTableRow.class, $view(UsageCard.class).single()).all();
        assertThat(rows)
                .hasSize(31)
                .extracting(row -> row.getChildren()
                        .map(cell -> cell.getElement().getText())
                        .toList())
                .endsWith(
                        List.of("21 Nov 2026", "0.00\u00a0h", "0.00\u00a0h", "0.00\u00a0h"),
                        List.of("22 Nov 2026", "6.00\u00a0h", "0.00\u00a0h", "6.00\u00a0h"),
                        List.of("23 Nov 2026", "4.00\u00a0h", "5.00\u00a0h", "9.00\u00a0h"));
    }

    @Test
    void reportsThatNothingRanRecently() {
        world.buy(account, offer, 1, null);
        signInAsCustomerOf(account);

        open("", OverviewView.class);

        assertThat($view(UsageCard.class).single().getElement().getTextRecursively())
                .endsWith("No usage in the last 30 days.");
        assertThat($view(UsageChart.class).all()).isEmpty();
    }

    @Test
    void remindsOfExpiringPackages() {
        var order = world.buy(account, offer, 1, null);
        clock.set(NOW.plus(Duration.ofDays(27)));
        signInAsCustomerOf(account);

        open("", OverviewView.class);

        assertThat(notices())
                .containsExactly(
                        "ExpiringV100 10 h ×\u00a01 in " + region
                                + ": 10.00\u00a0h unused, expiring on 22 Dec 2026, 23:59 Asia/Shanghai (in 3\u00a0days).See package");
        assertThat(actions())
                .containsExactly("packages/" + order.resourcePackage().id());
    }

    @Test
    void reportsThatNoPackageIsValid() {
        world.buy(account, offer, 1, NOW.plus(Duration.ofDays(1)));
        signInAsCustomerOf(account);

        open("", OverviewView.class);

        assertThat($view(H2.class).all()).extracting(H2::getText).contains("No valid packages");
    }

    @Test
    void isReadOnlyForSupport() {
        world.buy(account, offer, 1, null);
        run("job", Duration.ofHours(9));
        signInAs(Role.SUPPORT);

        open("?account=" + account, OverviewView.class);

        assertThat($view(LinkButton.class).all()).isEmpty();
        assertThat(actions())
                .singleElement()
                .asString()
                .startsWith("packages?")
                .contains("account=" + account, "region=" + region, "specification=" + v100);
    }

    private void run(String job, Duration length) {
        clock.advance(length);
        world.run(account, region, v100, job, NOW, NOW.plus(length));
    }

    private List<String> notices() {
        return $view(Notice.class).all().stream()
                .map(notice -> notice.getElement().getTextRecursively())
                .toList();
    }

    private List<String> actions() {
        return $view(Notice.class).all().stream()
                .map(notice -> $(Anchor.class, notice).single().getHref())
                .toList();
    }

    private String month() {
        return $view(MonthCard.class).single().getElement().getTextRecursively();
    }
}
