package io.drawdown.console.customer.alerts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.model.Account;
import io.drawdown.console.components.Notice;
import io.drawdown.console.frame.account.CurrentAccount;
import io.drawdown.quota.packages.ResourcePackage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Buttons that open the Usage Alert dialog, for the pages that have one. */
@Component
public class UsageAlertButtons {

    private final UsageAlertPresenter presenter;
    private final CurrentAccount currentAccount;

    UsageAlertButtons(UsageAlertPresenter desk, CurrentAccount current) {
        this.presenter = desk;
        this.currentAccount = current;
    }

    /** A button for an account; what is to be said after saving goes to the page. */
    public Button createButton(Account account, QueryParameters sameAccount, Consumer<Notice> told) {
        return create(account, sameAccount, null, told);
    }

    /** A button for an account that shows where one of its packages stands. */
    public Button createButton(
            Account account, QueryParameters sameAccount, ResourcePackage about, Consumer<Notice> told) {
        return create(account, sameAccount, about, told);
    }

    private Button create(
            Account account, QueryParameters sameAccount, @Nullable ResourcePackage about, Consumer<Notice> told) {
        return new Button(
                "Usage Alert",
                click -> new UsageAlertDialog(presenter, account, sameAccount, currentAccount.mayChange(), about, told)
                        .open());
    }
}
