package io.drawdown.console.admin.accounts;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.account.Access;
import io.drawdown.account.SecondFactors;
import io.drawdown.account.SignInWaits;
import io.drawdown.account.UserDirectory;
import io.drawdown.account.UserSessions;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.console.components.Page;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/** The page of the platform's own users. They belong to no account, so times are in UTC. */
@Route("users")
@PageTitle("Platform Users · Drawdown")
@Menu(title = "Platform Users", order = 32)
@RolesAllowed("ADMIN")
class UsersView extends Page {

    UsersView(
            UserDirectory directory,
            Users users,
            SignInWaits waits,
            UserSessions sessions,
            SecondFactors secondFactors,
            Access access,
            Clock clock) {
        super("Platform Users");
        var about = new Paragraph(
                "Admins may do everything; support sees every account and changes nothing. A customer’s users are on"
                        + " the page of its account. Times are in UTC.");
        about.addClassName("quiet");
        var people = new UserPanel(
                "Admins and support",
                users,
                waits,
                sessions,
                secondFactors,
                directory.listStaff(),
                access.caller().name(),
                null,
                List.of(Role.ADMIN, Role.SUPPORT),
                ZoneOffset.UTC,
                clock,
                this::showNotice);
        var content = new Div(about, people);
        content.addClassName("tab-content");
        content.add(new WaitingNetworksCard(waits, this::showNotice));
        add(content);
    }
}
