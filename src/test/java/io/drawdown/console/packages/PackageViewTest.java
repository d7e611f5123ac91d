package io.drawdown.console.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.DescriptionList.Description;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import io.drawdown.TestClock;
import io.drawdown.account.Role;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.Shop;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.QuotaMeter;
import io.drawdown.console.components.RemainingChart;
import io.drawdown.purchase.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PackageViewTest extends ConsoleTest {

    private static final Instant NOW = TestClock.START;

    @Autowired
    private Shop shop;

    @Autowired
    private TestClock clock;

    private String account;
    private String region;
    private String specification;
    private Order order;

    @BeforeEach
    void buy() {
        clock.set(NOW);
        account = shop.account("Acme Vision Ltd");
        region = shop.region("Asia/Shanghai");
        specification = shop.specification("V100", region);
        order = shop.buy(account, shop.offer("V100 100 h", region, specification, 100), 3, null);
    }

    @Test
    void showsTheFacts() {
        signInAsCustomerOf(account);

        show();

        assertThat($view(H1.class).single().getText()).isEqualTo("V100 100 h ×\u00a03");
        assertThat(facts()).contains(
                order.number(), "V100", "All activities", "3 × 100.00 = 300.00\u00a0h",
                "22 Nov 2026, 18:00", "22 Dec 2026, 23:59 Asia/Shanghai");
        assertThat($view(RemainingChart.class).all()).hasSize(1);
        assertThat($view(H2.class).all()).extracting(H2::getText).contains("No deductions yet");
        assertThat($view(LinkButton.class).single().getHref())
                .isEqualTo("buy?region=" + region + "&specification=" + specification);
    }

    @Test
    void showsWhatWasTakenOutAndGivenBack() {
        clock.advance(Duration.ofHours(3));
        shop.run(account, region, specification, "job-1", NOW, NOW.plus(Duration.ofHours(1)));
        var wrong = shop.run(account, region, specification, "job-2", NOW, NOW.plus(Duration.ofHours(2)));
        shop.takeBack(account, wrong);
        signInAsCustomerOf(account);

        show();

        var table = test($view(DeductionTable.class).single());
        assertThat(table.size()).isEqualTo(3);
        assertThat(List.of(table.getCellText(0, 3), table.getCellText(1, 3), table.getCellText(2, 3)))
                .containsExactly("+2.00", "−2.00", "−1.00");
        assertThat($view(QuotaMeter.class).single().getElement().getTextRecursively()).isEqualTo("299.00\u00a0hleft of 300.00\u00a0h");
    }

    @Test
    void saysWhenAPackageWillBecomeEffective() {
        order = shop.buy(account, order.offer(), 1, NOW.plus(Duration.ofDays(9)));
        signInAsCustomerOf(account);

        show();

        assertThat($view(QuotaMeter.class).single().getParent().orElseThrow().getElement().getTextRecursively())
                .contains("Becomes effective in 9\u00a0days, on 1 Dec 2026, 18:00");
        assertThat($view(RemainingChart.class).all()).isEmpty();
    }

    @Test
    void findsNoPackageOfSomebodyElse() {
        signInAsCustomerOf(shop.account("Borealis Labs"));

        open("packages/" + order.resourcePackage().id(), Main.class);

        assertThat($view(H1.class).single().getText()).isEqualTo("Not found");
    }

    @Test
    void findsNoPackageThatIsNotThere() {
        signInAsCustomerOf(account);

        open("packages/rubbish", Main.class);

        assertThat($view(H1.class).single().getText()).isEqualTo("Not found");
    }

    @Test
    void letsSupportRead() {
        signInAs(Role.SUPPORT);

        open("packages/" + order.resourcePackage().id() + "?account=" + account, PackageView.class);

        assertThat($view(H1.class).single().getText()).isEqualTo("V100 100 h ×\u00a03");
        assertThat($view(LinkButton.class).all()).isEmpty();
    }

    private void show() {
        open("packages/" + order.resourcePackage().id(), PackageView.class);
    }

    private List<String> facts() {
        return $view(Description.class).all().stream().map(fact -> fact.getElement().getTextRecursively()).toList();
    }
}
