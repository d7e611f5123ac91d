package io.drawdown.console.admin.audit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.audit.AuditTrail;
import io.drawdown.audit.entry.AuditEntry;
import io.drawdown.audit.entry.AuditFilter;
import io.drawdown.base.AuditAction;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.list.DayRange;
import io.drawdown.console.components.list.Filter;
import io.drawdown.console.components.list.ListPage;
import io.drawdown.console.frame.account.AccountChoices;
import io.drawdown.console.frame.account.AccountField;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.ZoneOffset;

/** The page of the audit trail: who did what, on which account and from where. */
@Route("audit")
@PageTitle("Audit · Drawdown")
@Menu(title = "Audit", order = 58)
@RolesAllowed("ADMIN")
class AuditView extends ListPage<AuditEntry> {

    static final String ADDRESS = "audit";
    static final String WHO = "who";

    private final AuditTrail trail;
    private final Filter<String> text;
    private final Filter<String> who;
    private final Filter<AuditAction> what;
    private final Filter<String> account;
    private final DayRange days;
    private final AuditGrid grid;

    AuditView(AuditTrail trail, AccountChoices accounts, Clock clock) {
        super("Audit", ADDRESS, "entry", "entries");
        this.trail = trail;
        filters().addClassName("audit-filters");
        text = filters().search("text", "Search", "Name, code, value");
        who = filters().text(WHO, "Who", "Full name");
        what = filters().choice("what", "What", AuditAction.values(), AuditLabels::describe);
        account = AccountField.filter(filters(), accounts);
        days = filters().days("From");
        grid = new AuditGrid(clock);
        header().setActions(
                        new LinkButton(AuditExport.create(this::rows), "Export CSV"),
                        new Button("Refresh", click -> showList()));
    }

    @Override
    protected Listing<AuditEntry> rows() {
        return trail.list(filter());
    }

    @Override
    protected AuditGrid grid() {
        return grid;
    }

    @Override
    protected EmptyState nothingYet() {
        return new EmptyState(
                "No entries yet",
                "Every change by a person or an API key is listed here, and every time support views an account.");
    }

    // Days are in UTC, because entries belong to many accounts.
    private AuditFilter filter() {
        return new AuditFilter(
                text.value(),
                who.value(),
                what.value(),
                account.value(),
                days.start(ZoneOffset.UTC),
                days.end(ZoneOffset.UTC));
    }
}
