package io.drawdown.console.accounts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import io.drawdown.account.Role;
import io.drawdown.account.User;
import io.drawdown.base.Listing;
import io.drawdown.console.components.Table;
import io.drawdown.console.components.When;
import io.drawdown.console.format.Format;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** People with what can be done with them; nothing with oneself. */
class UserTable extends Table<User> {

    private final ZoneId zone;
    private final UserDesk desk;
    private final Actions actions;

    /** What the buttons do. */
    interface Actions {
        void makeUpPassword(User user);

        void remove(User user);
    }

    UserTable(Listing<User> users, long count, boolean ofSeveralRoles, ZoneId zone, UserDesk desk, Actions actions) {
        super(User::username);
        this.zone = zone;
        this.desk = desk;
        this.actions = actions;
        component("User", UserTable::who)
                .setSortProperty("displayName")
                .setFlexGrow(2)
                .setWidth("9rem")
                .setRowHeader(true);
        if (ofSeveralRoles) {
            text("Role", user -> inWords(user.role()))
                    .setSortProperty("role")
                    .setFlexGrow(0)
                    .setWidth("6rem");
        }
        var since = component("Since", user -> when(user.createdAt(), "–"))
                .setSortProperty("createdAt")
                .setFlexGrow(0)
                .setWidth("9.5rem");
        component("Last signed in", user -> when(user.lastSignInAt(), neverKnown(user)))
                .setSortProperty("lastSignInAt")
                .setFlexGrow(0)
                .setWidth("9.5rem");
        component("Password and removal", this::actions)
                .setSortable(false)
                .setFlexGrow(0)
                .setWidth("16rem");
        orAsCards("Users", user -> card(user, ofSeveralRoles));
        showFrom(ROOMY, since);
        show(users, count);
    }

    private static Component who(User user) {
        var lines = twoLines(wrapped(user.displayName()), quiet(user.username()));
        if (user.mustChoosePassword()) {
            lines.add(quiet("has yet to choose a password"));
        }
        return lines;
    }

    private Component when(@Nullable Instant instant, String otherwise) {
        return instant == null ? quiet(otherwise) : When.at(instant, zone, desk.now());
    }

    private static String neverKnown(User user) {
        return user.mustChoosePassword() ? "never" : "–";
    }

    private Component actions(User user) {
        if (desk.isSelf(user.username())) {
            return quiet("This is you");
        }
        var password = button("New password …", user);
        password.addClickListener(click -> actions.makeUpPassword(user));
        var remove = button("Remove …", user);
        remove.addClickListener(click -> actions.remove(user));
        var both = new Div(password, remove);
        both.addClassName("actions");
        return both;
    }

    private static Button button(String words, User user) {
        var button = new Button(words);
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel(words.replace(" …", "") + ": " + user.username());
        return button;
    }

    private Component card(User user, boolean ofSeveralRoles) {
        var card = new Div(who(user));
        card.addClassName("row-card");
        if (ofSeveralRoles) {
            card.add(wrapped(inWords(user.role())));
        }
        card.add(quiet("Last signed in: "
                + (user.lastSignInAt() == null ? neverKnown(user) : Format.minute(user.lastSignInAt(), zone))));
        card.add(actions(user));
        return card;
    }

    static String inWords(Role role) {
        return switch (role) {
            case ADMIN -> "Admin";
            case SUPPORT -> "Support";
            case CUSTOMER -> "Customer";
            case METERING -> "Metering";
        };
    }
}
