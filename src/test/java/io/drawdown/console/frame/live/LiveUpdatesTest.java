package io.drawdown.console.frame.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.quota.Meter;
import io.drawdown.console.components.quota.QuotaMeter;
import io.drawdown.quota.DueAccounts;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What open pages show moves on by itself. */
class LiveUpdatesTest extends ConsoleTest {

    @Autowired
    private LiveUpdates figures;

    @Autowired
    private World world;

    @Autowired
    private DueAccounts dueAccounts;

    @Autowired
    private TestClock clock;

    private String account;
    private String region;
    private String v100;
    private String bought;

    @BeforeEach
    void openShop() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
        region = world.region("Asia/Shanghai");
        v100 = world.specification("V100", region);
        bought = world.buy(account, world.monthlyOffer("V100 10 h", region, v100, 10), 1, null)
                .resourcePackage()
                .id();
        signInAsCustomerOf(account);
    }

    @Test
    void updatesBalanceOnOverviewInPlace() {
        open("", Main.class);
        var meter = $view(Meter.class).first();
        assertThat(remainingText()).startsWith("10.00");

        start(4);
        advance(Duration.ofMinutes(30));
        assertThat(remainingText()).startsWith("8.00");
        advance(Duration.ofMinutes(100));
        assertThat(remainingText()).startsWith("1.33");
        assertThat($view(Notice.class).single().getElement().getTextRecursively())
                .contains("Low", "1.33 of 10.00");
        assertThat($view(Notice.class).single().getElement().getAttribute("role"))
                .as("not announced")
                .isNull();

        assertThat($view(Meter.class).first()).isSameAs(meter);
        assertThat(meter.getElement().getAttribute("aria-valuetext")).startsWith("1.33 of 10.00");
        assertThat(meter.getElement().getChild(0).getStyle().get("width")).isEqualTo("13.33%");
    }

    @Test
    void updatesBalanceOnPackagePageInPlace() {
        open("packages/" + bought, Main.class);
        var meter = $view(Meter.class).first();

        start(4);
        advance(Duration.ofMinutes(30));

        assertThat(remainingText()).startsWith("8.00");
        assertThat($view(Meter.class).first()).isSameAs(meter);
        world.stop(account, "train", clock.instant());
        poll();
        assertThat(getCurrentView().getElement().getTextRecursively())
                .contains("\u00a0in all")
                .doesNotContain("No deductions yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bills"})
    void updatesUnbilledUsageInPlace(String page) {
        start(4);
        open(page, Main.class);

        advance(Duration.ofHours(3));
        assertThat(shownText())
                .contains("Pay-per-use on this month’s bill¥\u00a00.00", "Running, not yet billed¥\u00a042.40");
        advance(Duration.ofMinutes(30));
        assertThat(shownText()).contains("Running, not yet billed¥\u00a084.80");

        dueAccounts.catchUp();
        world.stop(account, "train", clock.instant());
        poll();
        assertThat(shownText())
                .contains("Pay-per-use on this month’s bill¥\u00a084.80", "Running, not yet billed¥\u00a00.00");
    }

    @Test
    void showsFirstPackageWithoutReload() {
        var another = world.accountNamed("Borealis");
        signInAsCustomerOf(another);
        open("", Main.class);
        assertThat($view(QuotaMeter.class).all()).isEmpty();

        world.buy(another, world.monthlyOffer("V100 10 h", region, v100, 10), 1, null);
        poll();

        assertThat($view(QuotaMeter.class).all()).hasSize(1);
    }

    @Test
    void leavesPagesUntouchedWhenNothingRuns() {
        var told = watch();
        poll();
        poll();
        assertThat(told).isEmpty();

        start(1);
        poll();
        assertThat(told).containsExactly(true);
        poll();
        poll();
        assertThat(told).containsExactly(true, false, false);

        world.stop(account, "train", clock.instant());
        clock.advance(Duration.ofHours(1));
        dueAccounts.catchUp();
        poll();
        told.clear();
        poll();
        assertThat(told).isEmpty();
    }

    private List<Boolean> watch() {
        var told = new ArrayList<Boolean>();
        Component part = new Div();
        UI.getCurrent().add(part);
        figures.watch(part, account, told::add);
        return told;
    }

    private void start(int nodes) {
        world.start(account, region, v100, "train", nodes, clock.instant());
    }

    private void advance(Duration duration) {
        clock.advance(duration);
        poll();
    }

    private void poll() {
        figures.poll();
        MockVaadin.clientRoundtrip();
    }

    private String shownText() {
        return getCurrentView().getElement().getTextRecursively();
    }

    private String remainingText() {
        return $view(QuotaMeter.class).first().getElement().getTextRecursively();
    }
}
