package io.drawdown.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNavItem;
import io.drawdown.account.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ConsoleLayoutTest extends ConsoleTest {

    @Autowired
    private Shop shop;

    private String account;

    @BeforeEach
    void openAccount() {
        account = shop.account("Acme Vision Ltd");
    }

    @Test
    void leadsToEveryPage() {
        signInAsCustomerOf(account);

        open("", Main.class);

        assertThat($(SideNavItem.class).all())
                .extracting(SideNavItem::getLabel)
                .containsExactly("Overview", "Buy Package", "Resource Packages", "Notifications");
    }

    @Test
    void saysWhoIsThereAndWhoseAccountItIs() {
        signInAsCustomerOf(account);

        open("", Main.class);

        assertThat($(Span.class).all())
                .extracting(Span::getText)
                .contains("Acme Vision Ltd", "times in Asia/Shanghai", "Li Wei", "customer");
        assertThat($(AccountPicker.class).all()).isEmpty();
    }

    @Test
    void letsStaffChooseTheAccount() {
        signInAs(Role.SUPPORT);
        open("packages", Main.class);
        var picker = $(AccountPicker.class).all().getFirst();

        test(picker).selectItem("Acme Vision Ltd (" + account + ")");

        assertThat(address()).isEqualTo("packages?account=" + account);
        assertThat($(Span.class).all()).extracting(Span::getText).contains("times in Asia/Shanghai", "Sam Reed", "support");
    }

    @Test
    void keepsStrangersOut() {
        navigate("packages", SignInView.class);
    }
}
