package io.drawdown.console.audit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.audit.AuditTrail;
import io.drawdown.console.AccountChoices;
import io.drawdown.console.FilteredPage;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.LinkButton;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

/** Who did what, on which account and from where. */
@Route("audit")
@PageTitle("Audit · Drawdown")
@Menu(title = "Audit", order = 58)
@RolesAllowed("ADMIN")
class AuditView extends FilteredPage<AuditQuery> {

    static final String ADDRESS = "audit";

    private final AuditTrail trail;
    private final AuditFilterBar bar;
    private final AuditTable table;
    private final Div nothing = new Div();

    AuditView(AuditTrail trail, AccountChoices accounts, Clock clock) {
        super("Audit", ADDRESS, AuditQuery.ALL, AuditQuery::of, AuditQuery::address);
        this.trail = trail;
        header().setActions(
                        new LinkButton(new AuditExport(trail, () -> filter().filter()), "Export CSV"),
                        new Button("Refresh", click -> show()));
        bar = new AuditFilterBar(accounts, this::filtered);
        table = new AuditTable(clock);
        var content = new Div(bar, table, nothing);
        content.addClassName("tab-content");
        add(content);
    }

    @Override
    protected void fill(AuditQuery query) {
        bar.show(query);
    }

    @Override
    protected void show() {
        var list = trail.list(filter().filter());
        var count = list.count();
        bar.setCount(count);
        bar.setVisible(count > 0 || !isAll());
        table.setVisible(count > 0);
        table.show(list, count);
        nothing.removeAll();
        if (count == 0) {
            nothing.add(nothing());
        }
    }

    private EmptyState nothing() {
        return isAll()
                ? new EmptyState(
                        "Nothing done yet",
                        "Every change that a person or key makes is listed here, and every look of support at an account.")
                : new EmptyState(
                        "Nothing matches",
                        "No entry is like that. Change a filter, or show all again.",
                        new Button("Show all entries", click -> showAll()));
    }
}
