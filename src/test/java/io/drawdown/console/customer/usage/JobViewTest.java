package io.drawdown.console.customer.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList.Description;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.model.Role;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.Notice;
import io.drawdown.purchase.order.Order;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.Corrections;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class JobViewTest extends ConsoleTest {

    private static final Instant START = TestClock.START;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private Corrections corrections;

    private String account;
    private String region;
    private String v100;
    private Order order;

    @BeforeEach
    void openShop() {
        clock.set(START);
        account = world.accountNamed("Acme Vision Ltd");
        region = world.region("Asia/Shanghai");
        v100 = world.specification("V100", region);
        order = world.buy(account, world.monthlyOffer("V100 10 h", region, v100, 10), 1, null);
        clock.set(START.plus(Duration.ofDays(1)));
    }

    @Test
    void showsPaymentAndReasonsOfJob() {
        world.run(
                account,
                region,
                Pool.PUBLIC,
                v100,
                Activity.TRAINING,
                "job",
                3,
                START,
                START.plus(Duration.ofHours(4)));
        signInAsCustomerOf(account);

        open("usage/job?name=job", JobView.class);

        assertThat($view(H1.class).single().getText()).isEqualTo("job");
        assertThat(facts())
                .containsExactly(
                        "12.00\u00a0h",
                        "¥\u00a042.40",
                        "V100",
                        region + ", public pool",
                        "training",
                        "3",
                        "22 Nov 2026, 18:00",
                        "22 Nov 2026, 22:00",
                        "4\u00a0h");
        assertThat($view(PaymentBar.class).single().getElement().getTextRecursively())
                .isEqualTo("Packages 10.00\u00a0hPay-per-use 2.00\u00a0h");
        assertThat(pieces())
                .containsExactly(
                        "22 Nov 2026, 18:00|22 Nov 2026, 22:00|3|10.00|V100 10 h ×\u00a01|",
                        "22 Nov 2026, 18:00|22 Nov 2026, 22:00|3|2.00|Pay-per-use at ¥\u00a021.20 per node-hour"
                                + "Package V100 10 h ×\u00a01 covers this, but was used up.|¥\u00a042.40");
        assertThat(links())
                .containsExactly(
                        "packages/" + order.resourcePackage().id(),
                        "packages/" + order.resourcePackage().id());
    }

    @Test
    void showsRunningJob() {
        world.start(account, region, v100, "job", 2, clock.instant().minus(Duration.ofHours(4)));
        signInAsCustomerOf(account);
        clock.advance(Duration.ofMinutes(30));

        open("usage/job?name=job", JobView.class);

        assertThat(facts())
                .containsExactly(
                        "9.00\u00a0h",
                        "¥\u00a00.00",
                        "V100 10 h ×\u00a01",
                        "V100",
                        region + ", public pool",
                        "training",
                        "2",
                        "23 Nov 2026, 14:00",
                        "4\u00a0h 30\u00a0min");
        assertThat(pieces())
                .as("settled when its start was told")
                .containsExactly("23 Nov 2026, 14:00|23 Nov 2026, 18:00|2|8.00|V100 10 h ×\u00a01|");
        assertThat(starts()).containsExactly("23 Nov 2026, 14:00|Running|2|/test");

        clock.advance(Duration.ofHours(1));
        open("usage/job?name=job", JobView.class);
        assertThat(facts()).startsWith("11.00\u00a0h", "¥\u00a021.20", "pay-per-use");

        world.stop(account, "job", clock.instant());
        open("usage/job?name=job", JobView.class);
        assertThat(facts()).startsWith("11.00\u00a0h", "¥\u00a021.20", "V100");
        assertThat(starts()).containsExactly("23 Nov 2026, 14:00|23 Nov 2026, 19:30|2|/test");
    }

    private List<String> starts() {
        var table = test($view(RunGrid.class).single());
        return IntStream.range(0, table.size())
                .mapToObj(row -> String.join(
                        "|",
                        table.getCellText(row, 0),
                        table.getCellComponent(row, 1).getElement().getTextRecursively(),
                        table.getCellText(row, 2),
                        table.getCellText(row, 3)))
                .toList();
    }

    @Test
    void showsVoidedUsage() {
        world.voidUsage(account, world.run(account, region, v100, "job", START, START.plus(Duration.ofHours(11))));
        signInAsCustomerOf(account);

        open("usage/job?name=job", JobView.class);

        assertThat($view(Notice.class).single().getElement().getTextRecursively())
                .startsWith("VoidedAll usage records");
        assertThat(facts()).startsWith("11.00\u00a0h", "¥\u00a00.00");
        assertThat(pieces())
                .satisfiesExactly(
                        piece -> assertThat(piece).contains("|10.00|", "Voided"),
                        piece -> assertThat(piece)
                                .contains("|1.00|", "used up.", "¥\u00a021.20", "Pay-per-use", "Voided"),
                        piece -> assertThat(piece).contains("|−10.00|", "Returned"),
                        piece -> assertThat(piece)
                                .contains("|−1.00|", "Reversed", "|−¥\u00a021.20")
                                .doesNotContain("used up"));
    }

    @Test
    void showsUsageSettledAgain() {
        var wrong = world.run(account, region, v100, "wrong", START, START.plus(Duration.ofHours(10)));
        world.run(account, region, v100, "job", START, START.plus(Duration.ofHours(2)));
        world.voidUsage(account, wrong);
        signInAs(Role.ADMIN);
        corrections.settleAgain(account, "/test", wrong);

        open("usage/job?account=" + account + "&name=job", JobView.class);

        assertThat($view(Notice.class).all()).isEmpty();
        assertThat(pieces())
                .satisfiesExactly(
                        piece -> assertThat(piece).contains("|2.00|Pay-per-use", "Settled again"),
                        piece -> assertThat(piece).contains("|−2.00|Pay-per-use", "Reversed"),
                        piece -> assertThat(piece).contains("|2.00|V100 10 h"));
        assertThat(links())
                .last()
                .asString()
                .isEqualTo("packages/" + order.resourcePackage().id() + "?account=" + account);
    }

    @Test
    void findsJobByAnyName() {
        signInAsCustomerOf(account);
        for (var name :
                List.of("a/../b?c=d&e#f", "100% +1;x=\\y", "训练 é\u00a0\"q\" <b>", "a+b", ".", "x".repeat(255))) {
            world.run(account, region, v100, name, START, START.plus(Duration.ofMinutes(1)));

            open(UsageLinks.jobLink(name, QueryParameters.empty()).getHref(), JobView.class);

            assertThat($view(H1.class).single().getText()).isEqualTo(name);
        }
    }

    @Test
    void showsNotFoundForUnknownAndForeignJobs() {
        world.run(account, region, v100, "job", START, START.plus(Duration.ofMinutes(1)));
        signInAsCustomerOf(account);
        open("usage/job?name=another", Main.class);
        assertThat($view(H1.class).single().getText()).isEqualTo("Not found");
        open("usage/job", Main.class);
        assertThat($view(H1.class).single().getText()).isEqualTo("Not found");

        signInAsCustomerOf(world.accountNamed("Borealis Labs"));
        open("usage/job?name=job", Main.class);
        assertThat($view(H1.class).single().getText()).isEqualTo("Not found");
    }

    @Test
    void reportsEmptyJobWithoutCharges() {
        world.run(account, region, v100, "job", START, START);
        signInAs(Role.SUPPORT);

        open("usage/job?name=job&account=" + account, JobView.class);

        assertThat($view(PaymentBar.class).single().getElement().getTextRecursively())
                .isEqualTo("Nothing to pay");
        assertThat($view(UsagePieceGrid.class).all()).isEmpty();
    }

    private List<String> pieces() {
        var table = test($view(UsagePieceGrid.class).single());
        return IntStream.range(0, table.size())
                .mapToObj(row -> String.join(
                        "|",
                        table.getCellText(row, 0),
                        table.getCellText(row, 1),
                        table.getCellText(row, 2),
                        table.getCellText(row, 3),
                        table.getCellComponent(row, 4).getElement().getTextRecursively(),
                        table.getCellText(row, 5)))
                .toList();
    }

    private List<String> links() {
        var table = test($view(UsagePieceGrid.class).single());
        return IntStream.range(0, table.size())
                .mapToObj(row -> table.getCellComponent(row, 4))
                .flatMap(cell -> $(Anchor.class, cell).all().stream())
                .map(Anchor::getHref)
                .toList();
    }

    private List<String> facts() {
        return $view(Description.class).all().stream()
                .map(fact -> fact.getElement().getTextRecursively())
                .toList();
    }
}
