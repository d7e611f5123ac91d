package io.drawdown.console.alerts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.Account;
import io.drawdown.console.CurrentAccount;
import io.drawdown.console.components.Notice;
import io.drawdown.quota.ResourcePackage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Buttons that open the Usage Alert dialog, for the pages that have one. */
@Component
public class UsageAlertButtons {

    private final AlertDesk desk;
    private final CurrentAccount current;

    UsageAlertButtons(AlertDesk desk, CurrentAccount current) {
        this.desk = desk;
        this.current = current;
    }

    /** A button for an account; what is to be said after saving goes to the page. */
    public Button of(Account account, QueryParameters sameAccount, Consumer<Notice> told) {
        return button(account, sameAccount, null, told);
    }

    /** A button for an account that shows where one of its packages stands. */
    public Button of(Account account, QueryParameters sameAccount, ResourcePackage about, Consumer<Notice> told) {
        return button(account, sameAccount, about, told);
    }

    private Button button(
            Account account, QueryParameters sameAccount, @Nullable ResourcePackage about, Consumer<Notice> told) {
        return new Button(
                "Usage Alert",
                click -> new UsageAlertDialog(desk, account, sameAccount, current.mayChange(), about, told).open());
    }
}
