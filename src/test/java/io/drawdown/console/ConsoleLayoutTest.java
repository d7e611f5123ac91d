package io.drawdown.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.sidenav.SideNavItem;
import io.drawdown.DrawdownTest;
import org.junit.jupiter.api.Test;
import org.springframework.security.test.context.support.WithMockUser;

@DrawdownTest
class ConsoleLayoutTest extends SpringBrowserlessTest {

    @Test
    @WithMockUser(username = "Li Wei", roles = "CUSTOMER")
    void leadsToEveryPage() {
        navigate("", Main.class);

        assertThat($(SideNavItem.class).all())
                .extracting(SideNavItem::getLabel)
                .containsExactly("Overview", "Buy Package", "Resource Packages");
    }

    @Test
    void keepsStrangersOut() {
        navigate("packages", SignInView.class);
    }
}
