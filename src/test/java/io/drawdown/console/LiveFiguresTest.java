package io.drawdown.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import io.drawdown.TestClock;
import io.drawdown.console.components.Meter;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.QuotaMeter;
import io.drawdown.quota.DueAccounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What open pages show moves on by itself. */
class LiveFiguresTest extends ConsoleTest {

    @Autowired
    private LiveFigures figures;

    @Autowired
    private Shop shop;

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
        account = shop.account("Acme Vision Ltd");
        region = shop.region("Asia/Shanghai");
        v100 = shop.specification("V100", region);
        bought = shop.buy(account, shop.offer("V100 10 h", region, v100, 10), 1, null)
                .resourcePackage()
                .id();
        signInAsCustomerOf(account);
    }

    @Test
    void overviewFallsInPlace() {
        open("", Main.class);
        var meter = $view(Meter.class).first();
        assertThat(left()).startsWith("10.00");

        start(4);
        pass(Duration.ofMinutes(30));
        assertThat(left()).startsWith("8.00");
        pass(Duration.ofMinutes(100));
        assertThat(left()).startsWith("1.33");
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
    void aPackagesPageFallsInPlace() {
        open("packages/" + bought, Main.class);
        var meter = $view(Meter.class).first();

        start(4);
        pass(Duration.ofMinutes(30));

        assertThat(left()).startsWith("8.00");
        assertThat($view(Meter.class).first()).isSameAs(meter);
        shop.stop(account, "train", clock.instant());
        poll();
        assertThat(getCurrentView().getElement().getTextRecursively())
                .contains("\u00a0in all")
                .doesNotContain("No deductions yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bills"})
    void whatRunsAndIsNotYetBilledRisesInPlace(String page) {
        start(4);
        open(page, Main.class);

        pass(Duration.ofHours(3));
        assertThat(shown())
                .contains("Pay-per-use on this month’s bill¥\u00a00.00", "Running, not yet billed¥\u00a042.40");
        pass(Duration.ofMinutes(30));
        assertThat(shown()).contains("Running, not yet billed¥\u00a084.80");

        dueAccounts.catchUp();
        shop.stop(account, "train", clock.instant());
        poll();
        assertThat(shown())
                .contains("Pay-per-use on this month’s bill¥\u00a084.80", "Running, not yet billed¥\u00a00.00");
    }

    @Test
    void theFirstPackageComesByItself() {
        var another = shop.account("Borealis");
        signInAsCustomerOf(another);
        open("", Main.class);
        assertThat($view(QuotaMeter.class).all()).isEmpty();

        shop.buy(another, shop.offer("V100 10 h", region, v100, 10), 1, null);
        poll();

        assertThat($view(QuotaMeter.class).all()).hasSize(1);
    }

    @Test
    void leavesPagesAloneWhereNothingRuns() {
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

        shop.stop(account, "train", clock.instant());
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
        shop.start(account, region, v100, "train", nodes, clock.instant());
    }

    private void pass(Duration duration) {
        clock.advance(duration);
        poll();
    }

    private void poll() {
        figures.poll();
        MockVaadin.clientRoundtrip();
    }

    private String shown() {
        return getCurrentView().getElement().getTextRecursively();
    }

    private String left() {
        return $view(QuotaMeter.class).first().getElement().getTextRecursively();
    }
}
