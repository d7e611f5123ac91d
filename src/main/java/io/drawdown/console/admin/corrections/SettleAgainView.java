package io.drawdown.console.admin.corrections;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.list.FilteredPage;
import io.drawdown.console.frame.account.AccountChoices;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.usage.Corrections;
import io.drawdown.usage.event.VoidedUsage;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

/** The page of voided usage that returned quota with which charges could be covered now (R12). */
@Route(SettleAgainView.ADDRESS)
@PageTitle("Settle Again · Drawdown")
@Menu(title = "Settle Again", order = 53)
@RolesAllowed("ADMIN")
class SettleAgainView extends FilteredPage<SettleAgainQuery> {

    static final String ADDRESS = "settle-again";

    private final Corrections corrections;
    private final Clock clock;
    private final SettleAgainFilterBar bar;
    private final Paragraph about =
            new Paragraph("Voiding usage gives its quota back. What was charged in the meantime, because packages "
                    + "were used up, stays charged until you have it settled again.");
    private final Div list = new Div();

    SettleAgainView(Corrections corrections, AccountChoices accounts, Clock clock) {
        super(
                "Settle Again",
                ADDRESS,
                SettleAgainQuery.UNFILTERED,
                SettleAgainQuery::of,
                SettleAgainQuery::toParameters);
        this.corrections = corrections;
        this.clock = clock;
        header().setActions(new Button("Refresh", click -> showList()));
        bar = new SettleAgainFilterBar(accounts, this::applyFilter);
        about.addClassName("quiet");
        var content = new Div(about, bar, list);
        content.addClassName("tab-content");
        add(content);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entered) {
        try {
            super.beforeEnter(entered);
        } catch (ProblemException problem) {
            if (problem.type() == ProblemType.NOT_FOUND) {
                throw new NotFoundException(problem.detail());
            }
            throw problem;
        }
    }

    @Override
    protected void showFilter(SettleAgainQuery query) {
        bar.show(query);
    }

    @Override
    protected void showList() {
        var voided = corrections.listVoided(filter().account(), filter().job());
        var count = voided.count();
        bar.setCount(count);
        bar.setVisible(count > 0 || !isUnfiltered());
        list.removeAll();
        if (count == 0) {
            list.add(emptyState());
        } else {
            var table = new VoidedUsageGrid(this::openDialog, clock.instant());
            table.show(voided, count);
            list.add(table);
        }
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

    private EmptyState emptyState() {
        return isUnfiltered()
                ? new EmptyState(
                        "Nothing to settle again",
                        "Voided usage is listed here when the quota that it gave back could cover charges "
                                + "that came after it.")
                : new EmptyState(
                        "Nothing matches",
                        "No void of these gave quota back that could cover charges now.",
                        new Button("Show all", click -> showAll()));
    }
}
