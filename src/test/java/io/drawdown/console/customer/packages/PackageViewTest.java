package io.drawdown.console.customer.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.DescriptionList.Description;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeTable;
import io.drawdown.account.Access;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.quota.ChartDataTable;
import io.drawdown.console.components.quota.QuotaMeter;
import io.drawdown.console.components.quota.RemainingChart;
import io.drawdown.purchase.order.Order;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PackageViewTest extends ConsoleTest {

    private static final Instant NOW = TestClock.START;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private UsageAlerts alerts;

    @Autowired
    private Access access;

    private String account;
    private String region;
    private String specification;
    private Order order;

    @BeforeEach
    void buy() {
        clock.set(NOW);
        account = world.accountNamed("Acme Vision Ltd");
        region = world.region("Asia/Shanghai");
        specification = world.specification("V100", region);
        order = world.buy(account, world.monthlyOffer("V100 100 h", region, specification, 100), 3, null);
    }

    @Test
    void showsPackageDetails() {
        signInAsCustomerOf(account);

        show();

        assertThat($view(H1.class).single().getText()).isEqualTo("V100 100 h ×\u00a03");
        assertThat(facts())
                .contains(
                        order.number(),
                        "V100",
                        "All activities",
                        "3 × 100.00 = 300.00\u00a0h",
                        "22 Nov 2026, 18:00",
                        "22 Dec 2026, 23:59 Asia/Shanghai");
        assertThat($view(RemainingChart.class).all()).hasSize(1);
        assertThat($view(H2.class).all()).extracting(H2::getText).contains("No deductions yet");
        assertThat($view(LinkButton.class).all().getFirst().getHref())
                .isEqualTo("buy?region=" + region + "&specification=" + specification);
    }

    @Test
    void showsDeductionsAndReversals() {
        clock.advance(Duration.ofHours(3));
        world.run(account, region, specification, "job-1", NOW, NOW.plus(Duration.ofHours(1)));
        var wrong = world.run(account, region, specification, "job-2", NOW, NOW.plus(Duration.ofHours(2)));
        world.voidUsage(account, wrong);
        signInAsCustomerOf(account);

        show();

        var table = test($view(DeductionGrid.class).single());
        assertThat(table.size()).isEqualTo(3);
        assertThat(List.of(table.getCellText(0, 3), table.getCellText(1, 3), table.getCellText(2, 3)))
                .containsExactly("+2.00", "−2.00", "−1.00");
        assertThat($view(QuotaMeter.class).single().getElement().getTextRecursively())
                .isEqualTo("299.00\u00a0hleft of 300.00\u00a0h");
    }

    @Test
    void showsFutureEffectiveTime() {
        order = world.buy(account, order.offer(), 1, NOW.plus(Duration.ofDays(9)));
        signInAsCustomerOf(account);

        show();

        assertThat($view(QuotaMeter.class)
                        .single()
                        .getParent()
                        .orElseThrow()
                        .getElement()
                        .getTextRecursively())
                .contains("Takes effect on 1 Dec 2026, 18:00 (in 9\u00a0days)");
        assertThat($view(RemainingChart.class).all()).isEmpty();
    }

    @Test
    void showsBurnDownWithActiveThresholds() {
        clock.advance(Duration.ofHours(3));
        world.run(account, region, specification, "job-1", NOW, NOW.plus(Duration.ofHours(1)));
        alerts(new UsageAlert(
                UsageAlert.Scope.EACH_PACKAGE,
                setting(true, Threshold.percent(20)),
                List.of(new UsageAlert.Target(
                        order.resourcePackage().id(),
                        null,
                        setting(true, Threshold.percent(5), new Threshold(Threshold.Type.REMAINING, 36_000))))));
        signInAsCustomerOf(account);

        show();

        assertThat(chart()).isEqualTo("""
            Alerts at 5\u00a0% (15\u00a0h) and 10\u00a0h.
            From|Remaining
            22 Nov 2026, 18:00|300.00\u00a0h
            22 Nov 2026, 19:00|299.00\u00a0h
            22 Nov 2026, 21:00|299.00\u00a0h\
            """);
        assertThat($view(PackageHistoryCard.class).single().getElement().getTextRecursively())
                .contains("times in Asia/Shanghai");
    }

    @Test
    void omitsDisabledThresholdsAndThoseOfKind() {
        alerts(new UsageAlert(UsageAlert.Scope.EACH_PACKAGE, setting(false, Threshold.percent(20)), List.of()));
        signInAsCustomerOf(account);
        show();
        assertThat(chart()).startsWith("From|Remaining");
        assertThat($view(PackageHistoryCard.class).single().getElement().getTextRecursively())
                .doesNotContain("Alerts");

        alerts(new UsageAlert(UsageAlert.Scope.SAME_KIND, setting(true, Threshold.percent(20)), List.of()));
        signInAsCustomerOf(account);
        show();
        assertThat(chart()).startsWith("From|Remaining");
        assertThat($view(PackageHistoryCard.class).single().getElement().getTextRecursively())
                .contains("Alerts watch the total of this package’s kind, so no thresholds are drawn here.");
    }

    @Test
    void hidesPackagesOfOtherAccounts() {
        signInAsCustomerOf(world.accountNamed("Borealis Labs"));

        open("packages/" + order.resourcePackage().id(), Main.class);

        assertThat($view(H1.class).single().getText()).isEqualTo("Not found");
    }

    @Test
    void showsNotFoundForUnknownPackage() {
        signInAsCustomerOf(account);

        open("packages/rubbish", Main.class);

        assertThat($view(H1.class).single().getText()).isEqualTo("Not found");
    }

    @Test
    void isReadOnlyForSupport() {
        signInAs(Role.SUPPORT);

        open("packages/" + order.resourcePackage().id() + "?account=" + account, PackageView.class);

        assertThat($view(H1.class).single().getText()).isEqualTo("V100 100 h ×\u00a03");
        assertThat($view(LinkButton.class).all())
                .extracting(LinkButton::getText)
                .containsExactly("Export CSV");
    }

    private void show() {
        open("packages/" + order.resourcePackage().id(), PackageView.class);
    }

    private static AlertSetting setting(boolean enabled, Threshold... thresholds) {
        return new AlertSetting(enabled, List.of(thresholds));
    }

    private void alerts(UsageAlert alert) {
        access.runAs(Caller.SYSTEM, () -> alerts.put(account, alert));
    }

    /** The words and the rows of the table behind the chart. */
    private String chart() {
        return $view(ChartDataTable.class)
                .single()
                .getContent()
                .flatMap(part -> part instanceof NativeTable table
                        ? Stream.concat(table.getHead().getRows().stream(), table.getBody().getRows().stream())
                                .map(row -> row.getChildren()
                                        .map(cell -> cell.getElement().getText())
                                        .collect(Collectors.joining("|")))
                        : Stream.of(part.getElement().getText()))
                .collect(Collectors.joining("\n"));
    }

    private List<String> facts() {
        return $view(Description.class).all().stream()
                .map(fact -> fact.getElement().getTextRecursively())
                .toList();
    }
}
