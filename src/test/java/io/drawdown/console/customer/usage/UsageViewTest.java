package io.drawdown.console.customer.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.account.model.Role;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.field.DayField;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.frame.account.CurrentAccount;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.Jobs;
import io.drawdown.usage.history.JobFilter;
import io.drawdown.usage.history.JobState;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class UsageViewTest extends ConsoleTest {

    private static final Instant START = TestClock.START;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private Jobs jobs;

    @Autowired
    private CurrentAccount current;

    @Autowired
    private CatalogNamesLoader catalogNames;

    private String account;
    private String north;
    private String east;
    private String v100;

    @BeforeEach
    void openShop() {
        clock.set(START);
        account = world.accountNamed("Acme Vision Ltd");
        north = world.region("Asia/Shanghai");
        east = world.region("Europe/Berlin");
        v100 = world.specification("V100", north, east);
        world.buy(account, world.monthlyOffer("V100 10 h", north, v100, 10), 1, null);
        clock.set(START.plus(Duration.ofDays(5)));
    }

    @Test
    void listsLatestEndedJobsFirst() {
        run("second", 3, 24, 26);
        run("first", 1, 0, 2);
        run("first", 2, 2, 4);
        signInAsCustomerOf(account);

        open("usage", UsageView.class);

        var table = test($view(JobGrid.class).single());
        assertThat(table.size()).isEqualTo(2);
        assertThat(((RouterLink) table.getCellComponent(0, 0)).getText()).isEqualTo("second");
        assertThat(((RouterLink) table.getCellComponent(1, 0)).getHref()).isEqualTo("usage/job?name=first");
        assertThat(table.getCellComponent(1, 1).getElement().getTextRecursively())
                .isEqualTo("V100" + north + " · training");
        assertThat(row(1, 2, 3, 4, 5, 6))
                .containsExactly("2", "22 Nov 2026, 18:00", "22 Nov 2026, 22:00", "4\u00a0h", "6.00");
        assertThat(paid(0)).isEqualTo("Packages 6.00\u00a0h");
        assertThat(table.getCellText(0, 8)).isEqualTo("¥\u00a00.00");
        assertThat(paid(1)).isEqualTo("Packages 4.00\u00a0hPay-per-use 2.00\u00a0h");
        assertThat(table.getCellText(1, 8)).isEqualTo("¥\u00a042.40");
        assertThat(count()).isEqualTo("2\u00a0jobs");
    }

    @Test
    void omitsVoidedUsage() {
        world.voidUsage(account, run("gone", 1, 0, 2));
        world.voidUsage(account, run("half", 1, 0, 2));
        run("half", 1, 2, 3);
        signInAsCustomerOf(account);

        open("usage", UsageView.class);

        assertThat(names()).containsExactly("half");
        assertThat(row(0, 3, 6)).containsExactly("22 Nov 2026, 20:00", "1.00");
        assertThat(paid(0)).isEqualTo("Packages 1.00\u00a0h");
    }

    @Test
    void readsFiltersFromAddress() {
        run("detector-1", 1, 0, 2);
        run("detector-2", 1, 24, 26);
        run("captions", 1, 0, 1);
        world.run(account, east, v100, "detector-east", START, START.plus(Duration.ofHours(1)));
        signInAsCustomerOf(account);

        open("usage?job=DETECTOR&region=" + north + "&specification=" + v100 + "&to=2026-11-22", UsageView.class);
        assertThat(names()).containsExactly("detector-1");
        assertThat($view(TextField.class).all().getFirst().getValue()).isEqualTo("DETECTOR");
        assertThat($view(DayField.class).all()).extracting(DayField::getValue).containsExactly("", "2026-11-22");

        open("usage?from=2026-11-23", UsageView.class);
        assertThat(names()).containsExactly("detector-2");

        open("usage?pay-per-use=any", UsageView.class);
        assertThat(names()).containsExactly("detector-east");

        open("usage?pay-per-use=other-region", UsageView.class);
        assertThat(names()).containsExactly("detector-east");

        open("usage?pay-per-use=used-up", UsageView.class);
        assertThat($view(H2.class).single().getText()).isEqualTo("No jobs match these filters");

        open("usage?pay-per-use=fun&from=yesterday&to=+123456-01-01&job=", UsageView.class);
        assertThat(names()).hasSize(4);
    }

    @Test
    void ignoresReversedCharges() {
        world.voidUsage(account, run("job", 1, 0, 20));
        run("job", 1, 0, 2);
        signInAsCustomerOf(account);

        open("usage?pay-per-use=any", UsageView.class);

        assertThat($view(H2.class).single().getText()).isEqualTo("No jobs match these filters");
    }

    @Test
    void filtersByChoiceAndText() {
        run("detector", 1, 0, 20);
        run("captions", 1, 0, 0);
        signInAsCustomerOf(account);
        open("usage", UsageView.class);

        test(this.<PayPerUseFilter>choice(3)).selectItem("Package used up");
        assertThat(names()).containsExactly("detector");
        assertThat(count()).isEqualTo("1\u00a0job");

        test($view(TextField.class).all().getFirst()).setValue("cap");
        assertThat($view(H2.class).single().getText()).isEqualTo("No jobs match these filters");

        test($view(Button.class).withText("Clear filters").single()).click();
        assertThat(names()).containsExactly("detector", "captions");
        assertThat(paid(1)).isEqualTo("Nothing to pay");
    }

    @Test
    void searchesTextLiterally() {
        run("100%_done", 1, 0, 1);
        run("100 percent done", 1, 0, 1);
        signInAsCustomerOf(account);

        open("usage?job=%25_", UsageView.class);

        assertThat(names()).containsExactly("100%_done");
    }

    @Test
    void showsEmptyStateWithoutJobs() {
        signInAsCustomerOf(account);

        open("usage", UsageView.class);

        assertThat($view(H2.class).single().getText()).isEqualTo("No jobs yet");
        assertThat($view(TextField.class).all()).isEmpty();
    }

    @Test
    void letsStaffReadChosenAccount() {
        run("job", 1, 0, 1);
        for (var role : List.of(Role.SUPPORT, Role.ADMIN)) {
            signInAs(role);
            open("usage?account=" + account, UsageView.class);
            assertThat(((RouterLink) test($view(JobGrid.class).single()).getCellComponent(0, 0)).getHref())
                    .contains("account=" + account, "name=job");
            assertThat($view(LinkButton.class).all())
                    .extracting(LinkButton::getText)
                    .containsExactly("Export CSV", "Job Estimate");
        }
    }

    @Test
    void hidesJobsOfOtherAccounts() {
        run("job", 1, 0, 1);
        signInAsCustomerOf(world.accountNamed("Borealis Labs"));

        open("usage?account=" + account, Main.class);

        assertThat($view(JobGrid.class).all()).isEmpty();
    }

    @Test
    void exportsFilteredJobs() throws IOException {
        world.run(
                account,
                north,
                Pool.PUBLIC,
                v100,
                Activity.DEVELOPMENT,
                "=1+1",
                4,
                START,
                START.plus(Duration.ofHours(3)));
        run("other", 1, 0, 1);
        signInAsCustomerOf(account);

        var written = new StringWriter();
        var filter = new JobFilter(null, "=", null, null, null, null, false, null);
        JobExport.create(
                        () -> jobs.list(account, filter),
                        catalogNames.load(),
                        current.get().orElseThrow())
                .write(written);

        assertThat(written.toString().substring(1).lines())
                .containsExactly(
                        "Job,State,Specification,Region,Pool,Activity,Nodes,First start,Last end,Zone,Time"
                                + " (hours),Node-hours,Packages (node-hours),Pay-per-use (node-hours),Cost,Currency",
                        "'=1+1,Finished,V100,%s,public pool,development,4,2026-11-22 18:00:00,2026-11-22 21:00:00,Asia/Shanghai,3.00,12.00,"
                                        .formatted(north)
                                + "10.00,2.00,42.40,CNY");
    }

    @Test
    void listsRunningJobsFirst() {
        run("detector", 1, 0, 1);
        world.start(account, north, v100, "live", 2, clock.instant().minus(Duration.ofHours(2)));
        signInAsCustomerOf(account);

        open("usage", UsageView.class);
        assertThat(names()).containsExactly("live", "detector");
        assertThat(state(0)).isEqualTo("liveRunning");
        assertThat(row(0, 4, 6)).containsExactly("Not yet", "4.00");
        assertThat(paid(0)).isEqualTo("Packages 4.00\u00a0hNow by V100 10 h ×\u00a01");
        clock.advance(Duration.ofHours(4));
        assertThat(state(1)).isEqualTo("detector");

        open("usage?state=running", UsageView.class);
        assertThat(names()).containsExactly("live");
        assertThat(row(0, 6)).containsExactly("12.00");
        assertThat(paid(0)).startsWith("Packages 9.00\u00a0hPay-per-use 3.00\u00a0hNow by pay-per-use");
        assertThat(row(0, 8)).containsExactly("¥\u00a063.60");

        test(this.<JobState>choice(0)).selectItem("Finished");
        assertThat(names()).containsExactly("detector");
    }

    private String state(int row) {
        return test($view(JobGrid.class).single())
                .getCellComponent(row, 0)
                .getElement()
                .getTextRecursively();
    }

    private String run(String job, int nodes, int fromHour, int toHour) {
        return world.run(
                account,
                north,
                Pool.PUBLIC,
                v100,
                Activity.TRAINING,
                job,
                nodes,
                START.plus(Duration.ofHours(fromHour)),
                START.plus(Duration.ofHours(toHour)));
    }

    private List<String> names() {
        var table = test($view(JobGrid.class).single());
        return IntStream.range(0, table.size())
                .mapToObj(row -> table.getRow(row).job())
                .toList();
    }

    private List<String> row(int row, int... columns) {
        var table = test($view(JobGrid.class).single());
        return Arrays.stream(columns)
                .mapToObj(column -> table.getCellText(row, column))
                .toList();
    }

    private String paid(int row) {
        return test($view(JobGrid.class).single())
                .getCellComponent(row, 7)
                .getElement()
                .getTextRecursively();
    }

    @SuppressWarnings("unchecked")
    private <T> ComboBox<T> choice(int number) {
        return (ComboBox<T>) $view(ComboBox.class).all().get(number);
    }

    private String count() {
        return $view(Span.class).withClassName("count").single().getText();
    }
}
