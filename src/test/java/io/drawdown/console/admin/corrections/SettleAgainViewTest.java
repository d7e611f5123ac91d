package io.drawdown.console.admin.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.sidenav.SideNavItem;
import io.drawdown.account.model.Role;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.Notice;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.Corrections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The package's hour went to a record that was voided; of the next, 2 h were charged at ¥ 21.20 an hour. */
class SettleAgainViewTest extends ConsoleTest {

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private Corrections corrections;

    private String account;
    private String wrong;

    @BeforeEach
    void voidUsageThatTookPackage() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
        var region = world.region("Asia/Shanghai");
        var specification = world.specification("V100", region);
        world.buy(
                account,
                world.monthlyOffer("V100 1 h", region, specification, 1),
                1,
                TestClock.START.minusSeconds(20_000));
        wrong = world.run(
                account, region, specification, "wrong", TestClock.START.minusSeconds(3_600), TestClock.START);
        world.run(account, region, specification, "right", TestClock.START.minusSeconds(7_200), TestClock.START);
        world.voidUsage(account, wrong);
        signInAs(Role.ADMIN);
    }

    @Test
    void previewsAndSettlesAgain() {
        open("recharge-after-void?account=" + account, SettleAgainView.class);
        var table = test($view(VoidedUsageGrid.class).single());
        assertThat(table.size()).isEqualTo(1);
        assertThat(text(table.getCellComponent(0, 0))).isEqualTo("wrong" + wrong + " of /test");
        assertThat(table.getCellText(0, 4)).isEqualTo("1.00");
        test((Button) table.getCellComponent(0, 6)).click();

        var dialog = $(SettleAgainDialog.class).single();
        assertThat(text(dialog))
                .contains(
                        "Recharge after the void of wrong?",
                        "1\u00a0charge of " + account,
                        "Charged now2.00\u00a0h, ¥\u00a042.40",
                        "Packages will cover1.00\u00a0h",
                        "Charged again1.00\u00a0h, ¥\u00a021.20",
                        "Off the bill¥\u00a021.20");
        test(button("Recharge")).click();

        assertThat($(SettleAgainDialog.class).exists()).isFalse();
        assertThat(text($view(Notice.class).single()))
                .startsWith("1\u00a0charge of " + account
                        + " recharged: packages covered 1.00\u00a0h, which takes ¥\u00a021.20 off the bill.")
                .endsWith("Bill");
        assertThat($view(H2.class).single().getText()).isEqualTo("No voids match these filters");
    }

    @Test
    void reportsConcurrentSettlement() {
        open("recharge-after-void?account=" + account, SettleAgainView.class);
        test((Button) test($view(VoidedUsageGrid.class).single()).getCellComponent(0, 6))
                .click();
        world.asSystem(() -> corrections.settleAgain(account, "/test", wrong));
        test(button("Recharge")).click();

        assertThat(text($view(Notice.class).single()))
                .contains("could be covered any more: other usage took the quota first.");
    }

    @Test
    void isLinkedFromJob() {
        open("usage/job?account=" + account + "&name=wrong", Main.class);
        var link = $view(Anchor.class).all().stream()
                .filter(one -> one.getText().equals("Recharge After a Void"))
                .findFirst()
                .orElseThrow();
        assertThat(link.getHref()).startsWith("recharge-after-void?").contains("account=" + account, "job=wrong");
        open(link.getHref(), SettleAgainView.class);
        assertThat(test($view(VoidedUsageGrid.class).single()).size()).isEqualTo(1);

        open("usage/job?account=" + account + "&name=right", Main.class);
        assertThat($view(Anchor.class).all()).extracting(Anchor::getText).doesNotContain("Recharge");
        signInAsCustomerOf(account);
        open("usage/job?name=wrong", Main.class);
        assertThat($view(Anchor.class).all()).extracting(Anchor::getText).doesNotContain("Recharge");
    }

    @Test
    void isVisibleToAdminsOnly() {
        open("", Main.class);
        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).contains("Recharge After a Void");
        open("recharge-after-void?account=nobody", Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(SettleAgainView.class);
        signInAs(Role.SUPPORT);
        open("recharge-after-void", Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(SettleAgainView.class);
        signInAsCustomerOf(account);
        open("recharge-after-void", Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(SettleAgainView.class);
    }

    private Button button(String text) {
        return $(Button.class).all().stream()
                .filter(one -> one.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
