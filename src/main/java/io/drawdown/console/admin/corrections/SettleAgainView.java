package io.drawdown.console.admin.corrections;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.list.Filter;
import io.drawdown.console.components.list.ListPage;
import io.drawdown.console.frame.account.AccountChoices;
import io.drawdown.console.frame.account.AccountField;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.usage.Corrections;
import io.drawdown.usage.event.VoidedUsage;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

/** The page of voided usage that returned quota with which charges could be covered now (R12). */
@Route(SettleAgainView.ADDRESS)
@PageTitle("Recharge After a Void · Drawdown")
@Menu(title = "Recharge After a Void", order = 53)
@RolesAllowed("ADMIN")
class SettleAgainView extends ListPage<VoidedUsage> {

    static final String ADDRESS = "recharge-after-void";

    private final Corrections corrections;
    private final Clock clock;
    private final Filter<String> account;
    private final Filter<String> job;

    SettleAgainView(Corrections corrections, AccountChoices accounts, Clock clock) {
        super("Recharge After a Void", ADDRESS, "void", "voids");
        this.corrections = corrections;
        this.clock = clock;
        account = AccountField.filter(filters(), accounts);
        job = filters().text("job", "Job", "Full name");
        header().setActions(new Button("Refresh", click -> showList()));
        var about = new Paragraph(
                "Voiding usage returns its quota. Usage that was charged in the meantime because packages were used up "
                        + "stays charged until you recharge it.");
        about.addClassName("quiet");
        addIntroduction(about);
    }

    @Override
    protected Listing<VoidedUsage> rows() {
        return corrections.listVoided(account.value(), job.value());
    }

    @Override
    protected VoidedUsageGrid grid() {
        return new VoidedUsageGrid(this::openDialog, clock.instant());
    }

    @Override
    protected EmptyState nothingYet() {
        return new EmptyState(
                "Nothing to recharge",
                "Voided usage is listed here when the quota it returned could cover later charges.");
    }

    private void openDialog(VoidedUsage one) {
        var preview = corrections.previewSettleAgain(one.account(), one.source(), one.id());
        new SettleAgainDialog(
                        one, preview, () -> corrections.settleAgain(one.account(), one.source(), one.id()), notice -> {
                            var accountParameters = QueryParameters.of(AccountPage.ACCOUNT, one.account());
                            onSettled(notice.action(new Anchor(PageAddress.of("bills", accountParameters), "Bill")));
                        })
                .open();
    }

    private void onSettled(Notice notice) {
        showNotice(notice);
        showList();
    }
}
