package io.drawdown.console.admin.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.account.Access;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.Notice;
import io.drawdown.testing.World;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AlertDefaultsViewTest extends ConsoleTest {

    @Autowired
    private World world;

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
        access.runAs(Caller.SYSTEM, () -> alerts.putPlatformDefault(before));
    }

    @Test
    void changesDefaultOfAccountsWithoutOwnSettings() {
        var account = world.accountNamed("Acme Vision Ltd");
        signInAs(Role.ADMIN);
        open("alert-defaults", AlertDefaultsView.class);

        test($view(TextField.class).all().getFirst()).setValue("15 %, 5 %");
        press();

        var expected = new AlertSetting(true, List.of(Threshold.percent(15), Threshold.percent(5)));
        assertThat(platform().standard()).isEqualTo(expected);
        assertThat(access.runAs(Caller.SYSTEM, () -> alerts.get(account)).standard())
                .isEqualTo(expected);
        assertThat($view(Notice.class).all()).hasSize(1);
    }

    @Test
    void showsErrorAtField() {
        signInAs(Role.ADMIN);
        open("alert-defaults", AlertDefaultsView.class);

        test($view(TextField.class).all().getFirst()).setValue("");
        press();

        assertThat($view(TextField.class).all().getFirst().getErrorMessage())
                .isEqualTo("Enter a threshold, or switch the alert off.");
        assertThat(platform()).isEqualTo(before);
    }

    @Test
    void isVisibleToAdminsOnly() {
        signInAs(Role.ADMIN);
        open("", Main.class);
        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).contains("Alert Defaults");

        signInAs(Role.SUPPORT);
        open("packages", Main.class);
        open("alert-defaults", Main.class);
        assertThat($view(H1.class).single().getText()).isEqualTo("Not found");
    }

    @Test
    void isHiddenFromOtherRoles() {
        signInAs(Role.SUPPORT);
        open("", Main.class);

        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).doesNotContain("Alert Defaults");
    }

    private void press() {
        test($view(Button.class).single()).click();
    }

    private UsageAlert platform() {
        return access.runAs(Caller.SYSTEM, () -> alerts.getPlatformDefault());
    }
}
