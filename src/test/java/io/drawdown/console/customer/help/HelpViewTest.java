package io.drawdown.console.customer.help;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList.Term;
import io.drawdown.account.model.Role;
import io.drawdown.console.ConsoleTest;
import io.drawdown.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

class HelpViewTest extends ConsoleTest {

    @Autowired
    private World world;

    @ParameterizedTest
    @EnumSource(names = {"SUPPORT", "ADMIN"})
    void opensWithoutAnAccount(Role role) {
        signInAs(role);

        open("help", HelpView.class);

        assertThat($(Term.class).all())
                .extracting(Term::getText)
                .contains("Node-hour", "Package", "× 2", "Kind", "Pool");
    }

    @Test
    void linksTheApiDocumentation() {
        signInAsCustomerOf(world.accountNamed("Acme"));

        open("help", HelpView.class);

        assertThat($(Anchor.class).all()).extracting(Anchor::getHref).contains("/swagger-ui.html");
    }
}
