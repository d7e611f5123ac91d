package io.drawdown.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.console.ConsoleTest;
import io.drawdown.testing.World;
import jakarta.annotation.security.PermitAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class FailureViewTest extends ConsoleTest {

    @Autowired
    private World world;

    @Test
    void hidesInternalsOfFailures() {
        signInAsCustomerOf(world.account());

        open("broken?by=failure", Main.class);

        assertThat($(H1.class).single().getText()).isEqualTo("Something went wrong");
        assertThat($(Paragraph.class).single().getText())
                .startsWith("An unexpected error occurred")
                .doesNotContain("secret", "Exception");
    }

    @Test
    void showsReasonOfRefusal() {
        signInAsCustomerOf(world.account());

        open("broken?by=refusal", Main.class);

        assertThat($(Paragraph.class).single().getText()).isEqualTo("Only an admin may do this.");
    }

    /** A page that fails. */
    @Route(value = "broken", autoLayout = false)
    @PermitAll
    static class BrokenView extends Div implements BeforeEnterObserver {

        @Override
        public void beforeEnter(BeforeEnterEvent event) {
            if (event.getLocation()
                    .getQueryParameters()
                    .getSingleParameter("by")
                    .filter("refusal"::equals)
                    .isPresent()) {
                throw new ProblemException(ProblemType.FORBIDDEN, "Only an admin may do this.");
            }
            throw new IllegalStateException("a secret of the database", new RuntimeException("another secret"));
        }
    }
}
