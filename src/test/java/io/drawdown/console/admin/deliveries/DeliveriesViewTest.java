package io.drawdown.console.admin.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNavItem;
import io.drawdown.account.model.Role;
import io.drawdown.console.ConsoleTest;
import io.drawdown.notification.Deliveries;
import io.drawdown.notification.delivery.DeliveryFilter;
import io.drawdown.notification.delivery.DeliveryState;
import io.drawdown.notification.webhook.Webhooks;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;

class DeliveriesViewTest extends ConsoleTest {

    private static final String URL = "https://hooks.example.invalid/drawdown";

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private Webhooks webhooks;

    @Autowired
    private Deliveries deliveries;

    @Autowired
    private JdbcClient jdbc;

    private String account;

    @BeforeEach
    void createParkedDelivery() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
        var region = world.region("Asia/Shanghai");
        var specification = world.specification("V100", region);
        world.buy(account, world.monthlyOffer("V100 1 h", region, specification, 1), 1, null);
        world.asSystem(() -> webhooks.create(account, URL, null));
        clock.advance(Duration.ofHours(1));
        world.run(account, region, specification, "job-1", TestClock.START, clock.instant());
        jdbc.sql("""
            update delivery set state = 'PARKED', attempts = 14, next_attempt_at = null,
                last_error = 'The server answered 500.' where account = :account\
            """).param("account", account).update();
    }

    @Test
    void showsStateOfEachDelivery() {
        signInAs(Role.ADMIN);

        open("deliveries?account=" + account, DeliveriesView.class);

        var table = test($view(DeliveryGrid.class).single());
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.getCellComponent(0, 0).getElement().getTextRecursively())
                .isEqualTo(URL + "Webhook · " + account);
        assertThat(table.getCellComponent(0, 1).getElement().getTextRecursively())
                .isEqualTo("Given up");
        assertThat(table.getCellText(0, 2)).isEqualTo("14");
        assertThat(table.getCellComponent(0, 3).getElement().getTextRecursively())
                .isEqualTo("The server answered 500.");
        assertThat(table.getCellText(0, 4)).isEmpty();
        assertThat($view(Span.class).all()).extracting(Span::getText).contains("1\u00a0delivery");
    }

    @Test
    void resendsDeliveryAndShowsItInRow() {
        signInAs(Role.ADMIN);
        open("deliveries?account=" + account, DeliveriesView.class);
        var table = test($view(DeliveryGrid.class).single());
        var action = table.getCellComponent(0, 7);
        assertThat(((Button) action).getText()).isEqualTo("Send again");

        test((Button) action).click();

        assertThat(world.asSystem(() -> deliveries
                        .list(new DeliveryFilter(null, null, account))
                        .page(Pageable.unpaged())
                        .getContent()))
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(DeliveryState.PENDING));
        assertThat(table.getCellComponent(0, 7).getElement().getTextRecursively())
                .isEqualTo("Sending again");
    }

    @Test
    void showsEmptyStateAndClearsFilter() {
        signInAs(Role.ADMIN);
        open("deliveries?account=" + account + "&channel=email", DeliveriesView.class);
        assertThat($view(H2.class).single().getText()).isEqualTo("No deliveries match these filters");

        test($view(Button.class).all().stream()
                        .filter(one -> one.getText().equals("Clear filters"))
                        .findFirst()
                        .orElseThrow())
                .click();

        assertThat($view(DeliveryGrid.class).single().isVisible()).isTrue();
        assertThat($view(ComboBox.class).all()).allMatch(ComboBox::isEmpty);
    }

    @Test
    void isVisibleToAdminsOnly() {
        signInAs(Role.ADMIN);
        open("", Main.class);
        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).contains("Deliveries");
    }

    @Test
    void isHiddenFromSupport() {
        signInAs(Role.SUPPORT);
        open("", Main.class);
        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).doesNotContain("Deliveries");

        open("deliveries", Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(DeliveriesView.class);
    }

    @Test
    void isHiddenFromCustomers() {
        signInAsCustomerOf(account);

        open("deliveries", Main.class);

        assertThat(getCurrentView()).isNotInstanceOf(DeliveriesView.class);
    }
}
