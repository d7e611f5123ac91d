package io.drawdown.console.customer.bills;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.Role;
import io.drawdown.base.Money;
import io.drawdown.billing.Billing;
import io.drawdown.billing.statement.StatementTotal;
import io.drawdown.catalog.model.Pool;
import io.drawdown.console.ConsoleTest;
import io.drawdown.purchase.order.Order;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** November: an order of ¥ 36.00 and 1,000 s of one node at ¥ 21.20, which is ¥ 5.88888889. */
class BillsViewTest extends ConsoleTest {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    @Autowired
    private World world;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Billing billing;

    @Autowired
    private TestClock clock;

    private String account;
    private String region;
    private String specification;
    private Order order;

    @BeforeEach
    void createCharges() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
        region = world.region("Asia/Shanghai");
        specification = world.specification("V100", region);
        world.run(account, region, specification, "job-1", TestClock.START.minusSeconds(1_000), TestClock.START);
        order = world.buy(account, world.monthlyOffer("V100 1 h", region, specification, 1), 2, null);
    }

    @Test
    void showsBillOfCurrentMonth() {
        signInAsCustomerOf(account);

        open("bills", BillsView.class);

        var lines = test($view(StatementLineGrid.class).single());
        assertThat(lines.size()).isEqualTo(2);
        assertThat(text(lines.getCellComponent(0, 0)))
                .startsWith("V100 1 h × 2Order " + order.number() + " · 22 Nov 2026, 18:00");
        assertThat(link(lines.getCellComponent(0, 0)).getHref())
                .isEqualTo("packages/" + order.resourcePackage().id());
        assertThat(lines.getCellText(0, 1)).isEmpty();
        assertThat(lines.getCellText(0, 2)).isEqualTo("¥\u00a036.00");
        assertThat(text(lines.getCellComponent(1, 0))).isEqualTo("V100, pay-per-use" + region + ", public pool");
        assertThat(lines.getCellText(1, 1)).isEqualTo("0.28");
        assertThat(lines.getCellText(1, 2)).isEqualTo("¥\u00a05.89");
        assertThat(text($view(BillCard.class).single()))
                .contains("November 2026", "Open", "4 Dec 2026, 00:00", "Total¥\u00a041.89 CNY");
        assertThat($view(CreditLimitCard.class).exists()).isFalse();
    }

    @Test
    void linksOtherMonths() {
        clock.set(Instant.parse("2026-12-10T00:00:00Z"));
        signInAsCustomerOf(account);
        open("bills", BillsView.class);
        assertThat($view(H2.class).all()).extracting(H2::getText).contains("December 2026", "Nothing to pay yet");

        var months = test($view(StatementMonthGrid.class).single());
        assertThat(months.size()).isEqualTo(2);
        assertThat(text(months.getCellComponent(1, 0))).isEqualTo("November 2026Closed");
        assertThat(months.getCellText(1, 1)).isEqualTo("¥\u00a041.89");
        assertThat(link(months.getCellComponent(1, 0)).getHref()).isEqualTo("bills?month=2026-11");

        open("bills?month=2026-11", BillsView.class);
        assertThat(text($view(BillCard.class).single())).contains("November 2026", "Closed", "Total¥\u00a041.89 CNY");

        open("bills?month=2025-01", BillsView.class);
        assertThat($view(H2.class).all()).extracting(H2::getText).contains("January 2025", "Nothing to pay");
        open("bills?month=2027-01", BillsView.class);
        assertThat($view(H2.class).all()).extracting(H2::getText).contains("No bill yet");
        open("bills?month=nonsense", BillsView.class);
        assertThat($view(H2.class).all()).extracting(H2::getText).contains("December 2026");
    }

    @Test
    void showsDetailsOfLine() throws IOException {
        signInAs(Role.SUPPORT);
        open("bills?account=" + account, BillsView.class);
        var line = link(test($view(StatementLineGrid.class).single()).getCellComponent(1, 0))
                .getHref();
        assertThat(line)
                .contains(
                        "account=" + account,
                        "month=2026-11",
                        "region=" + region,
                        "pool=public",
                        "specification=" + specification);

        open(line, ChargesView.class);

        assertThat($view(H1.class).single().getText()).isEqualTo("V100, pay-per-use");
        assertThat(text($view(Nav.class).first())).isEqualTo("Bill of November 2026");
        var jobs = test($view(JobChargeGrid.class).single());
        assertThat(jobs.size()).isEqualTo(1);
        assertThat(((RouterLink) jobs.getCellComponent(0, 0)).getHref())
                .contains("usage/job?", "name=job-1", "account=" + account);
        assertThat(jobs.getCellText(0, 3)).isEqualTo("0.28");
        assertThat(jobs.getCellText(0, 4)).isEqualTo("¥\u00a021.20");
        assertThat(jobs.getCellText(0, 5)).isEqualTo("¥\u00a05.88888889");
        var csv = new StringWriter();
        JobChargeExport.create(
                        billing.chargedJobs(account, NOVEMBER, NOVEMBER, region, Pool.PUBLIC, specification),
                        account(),
                        NOVEMBER)
                .write(csv);
        assertThat(csv.toString().lines().skip(1))
                .containsExactly("2026-11,job-1,2026-11-22 17:43:20,2026-11-22"
                        + " 18:00:00,Asia/Shanghai,1000,0.28,21.20,5.88888889,CNY");
    }

    @Test
    void showsUsageOfEarlierMonthsOnSeparateLines() throws IOException {
        world.run(
                account,
                region,
                specification,
                "late",
                Instant.parse("2026-09-10T00:00:00Z"),
                Instant.parse("2026-09-10T02:00:00Z"));
        signInAsCustomerOf(account);
        open("bills", BillsView.class);

        var lines = test($view(StatementLineGrid.class).single());
        assertThat(lines.size()).isEqualTo(3);
        assertThat(text(lines.getCellComponent(1, 0))).isEqualTo("V100, pay-per-use" + region + ", public pool");
        assertThat(text(lines.getCellComponent(2, 0)))
                .isEqualTo("V100, pay-per-useUsage of September 2026 · " + region + ", public pool");
        assertThat(lines.getCellText(2, 2)).isEqualTo("¥\u00a042.40");
        assertThat(text($view(BillCard.class).single()))
                .contains(
                        "Total¥\u00a084.29 CNY",
                        "Pay-per-use on this month’s bill¥\u00a048.29, including ¥\u00a042.40 for usage of earlier"
                                + " months");
        var csv = new StringWriter();
        BillExport.create(billing, account(), NOVEMBER).write(csv);
        assertThat(csv.toString().lines().toList())
                .last()
                .asString()
                .contains("usage of September 2026")
                .endsWith(",2.00,42.40,CNY,2026-09");

        open(link(lines.getCellComponent(2, 0)).getHref(), ChargesView.class);
        var jobs = test($view(JobChargeGrid.class).single());
        assertThat(jobs.size()).isEqualTo(1);
        assertThat(((RouterLink) jobs.getCellComponent(0, 0)).getHref()).contains("name=late");
        assertThat(text($view(Main.class).first()))
                .contains("Usage ofSeptember 2026", "The bill of September 2026 had already closed");
        clock.set(Instant.parse("2026-12-10T00:00:00Z"));
        open("bills?month=2026-11", BillsView.class);
        assertThat(text($view(BillCard.class).single()))
                .contains("Pay-per-use on this bill¥\u00a048.29")
                .doesNotContain("not yet billed");
    }

    @Test
    void explainsMissingLine() {
        signInAsCustomerOf(account);

        for (var query :
                List.of("", "?month=2026-11&region=nowhere&pool=public&specification=v100", "?month=nonsense")) {
            open("bills/charges" + query, ChargesView.class);
            assertThat($view(H2.class).single().getText()).isEqualTo("Nothing is charged");
        }
    }

    @Test
    void exportsMonth() throws IOException {
        signInAsCustomerOf(account);
        var csv = new StringWriter();

        BillExport.create(billing, account(), NOVEMBER).write(csv);

        assertThat(csv.toString().lines().skip(1))
                .containsExactly(
                        "2026-11,Order,V100 1 h × 2," + order.number()
                                + ",2026-11-22 18:00:00,Asia/Shanghai,,,,,36.00,CNY,",
                        "2026-11,Pay-per-use,Pay-per-use of " + specification + " in " + region + ",,,Asia/Shanghai,"
                                + region + ",public pool," + specification + ",0.28,5.89,CNY,2026-11");
    }

    @Test
    void showsRemainingCredit() {
        limit("50.00");
        signInAsCustomerOf(account);
        open("bills", BillsView.class);
        assertThat(text($view(CreditLimitCard.class).single())).contains("¥\u00a08.11left of ¥\u00a050.00");

        limit("40.00");
        open("bills?month=2026-10", BillsView.class);
        assertThat(text($view(CreditLimitCard.class).single())).contains("¥\u00a01.89over ¥\u00a040.00");
    }

    @Test
    void readsOnlyMonthsInView() {
        clock.set(Instant.parse("2036-11-22T10:00:00Z"));
        signInAsCustomerOf(account);
        open("bills", BillsView.class);

        var months = $view(StatementMonthGrid.class).single();
        assertThat(months.isAllRowsVisible()).isFalse();
        assertThat(months.getDataProvider().fetch(new Query<>(110, 50, List.of(), null, null)))
                .hasSize(11)
                .last()
                .extracting(StatementTotal::month)
                .isEqualTo(NOVEMBER);
    }

    @Test
    void appearsInMenuOfAllRoles() {
        for (var role : new Role[] {Role.ADMIN, Role.SUPPORT}) {
            signInAs(role);
            open("?account=" + account, Main.class);
            assertThat($(SideNavItem.class).all())
                    .extracting(SideNavItem::getLabel)
                    .contains("Bills");
        }
        signInAsCustomerOf(account);
        open("", Main.class);
        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).contains("Bills");
    }

    @Test
    void hidesBillsOfOtherAccounts() {
        signInAsCustomerOf(world.accountNamed("Another"));

        open("bills?account=" + account, Main.class);

        assertThat(getCurrentView()).isNotInstanceOf(BillsView.class);
    }

    private void limit(String amount) {
        world.asSystem(() -> accounts.put(new Account(
                account,
                "Acme Vision Ltd",
                Currency.getInstance("CNY"),
                ZoneId.of("Asia/Shanghai"),
                Money.of(amount, "CNY"))));
    }

    private Account account() {
        return new Account(account, "Acme Vision Ltd", Currency.getInstance("CNY"), ZoneId.of("Asia/Shanghai"), null);
    }

    private static Anchor link(Component cell) {
        return (Anchor) cell.getChildren()
                .findFirst()
                .orElseThrow()
                .getChildren()
                .findFirst()
                .orElseThrow();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
