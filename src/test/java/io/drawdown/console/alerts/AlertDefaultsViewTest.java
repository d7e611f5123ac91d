package io.drawdown.console.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.account.Access;
import io.drawdown.account.Caller;
import io.drawdown.account.Role;
import io.drawdown.alert.AlertSetting;
import io.drawdown.alert.Threshold;
import io.drawdown.alert.UsageAlert;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.Shop;
import io.drawdown.console.components.Notice;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AlertDefaultsViewTest extends ConsoleTest {

    @Autowired
    private Shop shop;

    @Autowired
    private UsageAlerts alerts;

    @Autowired
    private Access access;

    private UsageAlert before;

    @BeforeEach
    void remember() {
        before = platform();
    }

    @AfterEach
    void restore() {
        access.as(Caller.SYSTEM, () -> alerts.putPlatform(before));
    }

    @Test
    void changesWhatHoldsForAccountsWithoutTheirOwn() {
        var account = shop.account("Acme Vision Ltd");
        signInAs(Role.ADMIN);
        open("alert-defaults", AlertDefaultsView.class);

        test($view(TextField.class).all().getFirst()).setValue("15 %, 5 %");
        press();

        var expected = new AlertSetting(true, List.of(Threshold.percent(15), Threshold.percent(5)));
        assertThat(platform().standard()).isEqualTo(expected);
        assertThat(access.as(Caller.SYSTEM, () -> alerts.get(account)).standard())
                .isEqualTo(expected);
        assertThat($view(Notice.class).all()).hasSize(1);
    }

    @Test
    void saysAtTheFieldWhatIsWrong() {
        signInAs(Role.ADMIN);
        open("alert-defaults", AlertDefaultsView.class);

        test($view(TextField.class).all().getFirst()).setValue("");
        press();

        assertThat($view(TextField.class).all().getFirst().getErrorMessage())
                .isEqualTo("Enter a threshold, or switch the alert off.");
        assertThat(platform()).isEqualTo(before);
    }

    @Test
    void isForAdminsOnly() {
        signInAs(Role.ADMIN);
        open("", Main.class);
        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).contains("Alert Defaults");

        signInAs(Role.SUPPORT);
        open("packages", Main.class);
        open("alert-defaults", Main.class);
        assertThat($view(H1.class).single().getText()).isEqualTo("Not found");
    }

    @Test
    void isNotShownToOthers() {
        signInAs(Role.SUPPORT);
        open("", Main.class);

        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).doesNotContain("Alert Defaults");
    }

    private void press() {
        test($view(Button.class).single()).click();
    }

    private UsageAlert platform() {
        return access.as(Caller.SYSTEM, () -> alerts.platform());
    }
}
