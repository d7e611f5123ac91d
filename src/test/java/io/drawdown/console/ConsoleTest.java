package io.drawdown.console;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.account.model.SignedInUser;
import io.drawdown.rights.Actor;
import io.drawdown.testing.DrawdownTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/** A test of the console without a browser, by somebody who has signed in. */
@DrawdownTest
public abstract class ConsoleTest extends SpringBrowserlessTest {

    /** Signs a customer of an account in. */
    protected static void signInAsCustomerOf(String account) {
        signIn("Li Wei", Role.CUSTOMER, account);
    }

    /** Signs somebody in who may see every account. */
    protected static void signInAs(Role staff) {
        signIn("Sam Reed", staff, null);
    }

    /** Signs somebody of this name in who may see every account. */
    protected static void signInAs(String name, Role staff) {
        signIn(name, staff, null);
    }

    /** Signs this actor in, out if it is nobody, who is bound to this account if any. */
    protected static void signIn(Actor actor, @Nullable String account) {
        SecurityContextHolder.clearContext();
        var role = actor.role();
        if (role != null) {
            signIn(new Person(new Caller("Li Wei", role, account), "Li Wei", actor == Actor.NEWCOMER));
        }
    }

    private static void signIn(String name, Role role, @Nullable String account) {
        signIn(new Person(new Caller(name, role, account), name, false));
    }

    private static void signIn(Person person) {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        person,
                        null,
                        AuthorityUtils.createAuthorityList(
                                "ROLE_" + person.caller().role())));
    }

    private record Person(Caller caller, String displayName, boolean mustChoosePassword) implements SignedInUser {}

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    /** Opens an address with its query, as from a link, and gives the page that answers. */
    protected <T extends Component> T open(String address, Class<T> page) {
        var parts = address.split("\\?", 2);
        UI.getCurrent().navigate(parts[0], QueryParameters.fromString(parts.length == 1 ? "" : parts[1]));
        return page.cast(getCurrentView());
    }

    /** The path and the query that the browser's address bar shows. */
    protected static String address() {
        return UI.getCurrent().getInternals().getActiveViewLocation().getPathWithQueryParameters();
    }
}
