package io.drawdown.console.admin.audit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.audit.AuditTrail;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.list.FilteredPage;
import io.drawdown.console.frame.account.AccountChoices;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

/** The page of the audit trail: who did what, on which account and from where. */
@Route("audit")
@PageTitle("Audit · Drawdown")
@Menu(title = "Audit", order = 58)
@RolesAllowed("ADMIN")
class AuditView extends FilteredPage<AuditQuery> {

    static final String ADDRESS = "audit";

    private final AuditTrail trail;
    private final AuditFilterBar bar;
    private final AuditGrid table;
    private final Div emptyArea = new Div();

    AuditView(AuditTrail trail, AccountChoices accounts, Clock clock) {
        super("Audit", ADDRESS, AuditQuery.UNFILTERED, AuditQuery::of, AuditQuery::toParameters);
        this.trail = trail;
        header().setActions(
                        new LinkButton(new AuditExport(trail, () -> filter().toFilter()), "Export CSV"),
                        new Button("Refresh", click -> showList()));
        bar = new AuditFilterBar(accounts, this::applyFilter);
        table = new AuditGrid(clock);
        var content = new Div(bar, table, emptyArea);
        content.addClassName("tab-content");
        add(content);
    }

    @Override
    protected void showFilter(AuditQuery query) {
        bar.show(query);
    }

    @Override
    protected void showList() {
        var list = trail.list(filter().toFilter());
        var count = list.count();
        bar.setCount(count);
        bar.setVisible(count > 0 || !isUnfiltered());
        table.setVisible(count > 0);
        table.show(list, count);
        emptyArea.removeAll();
        if (count == 0) {
            emptyArea.add(emptyState());
        }
    }

    private EmptyState emptyState() {
        return isUnfiltered()
                ? new EmptyState(
                        "Nothing done yet",
                        "Every change that a person or key makes is listed here, and every look of support at an account.")
                : new EmptyState(
                        "Nothing matches",
                        "No entry is like that. Change a filter, or show all again.",
                        new Button("Show all entries", click -> showAll()));
    }
}
