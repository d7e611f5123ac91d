package io.drawdown.console.rejected;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.console.AccountChoices;
import io.drawdown.console.FilteredPage;
import io.drawdown.console.components.EmptyState;
import io.drawdown.usage.RejectedEvent;
import io.drawdown.usage.RejectedEvents;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

@Route(RejectedEventsView.ADDRESS)
@PageTitle("Rejected Events · Drawdown")
@Menu(title = "Rejected Events", order = 52)
@RolesAllowed("ADMIN")
class RejectedEventsView extends FilteredPage<RejectedQuery> {

    static final String ADDRESS = "rejected-events";

    private final RejectedEvents events;
    private final Clock clock;
    private final RejectedFilterBar bar;
    private final Button replay = new Button("Replay all …", click -> ask());
    private final Paragraph about =
            new Paragraph("Usage that was well formed but couldn’t be placed or priced. Add what is missing, or mend "
                    + "a copy of the event, and replay it. How an event came is never changed.");
    private final Div list = new Div();

    RejectedEventsView(RejectedEvents events, AccountChoices accounts, Clock clock) {
        super("Rejected Events", ADDRESS, RejectedQuery.OPEN, RejectedQuery::of, RejectedQuery::address);
        this.events = events;
        this.clock = clock;
        replay.addThemeVariants(ButtonVariant.PRIMARY);
        header().setActions(new Button("Refresh", click -> show()), replay);
        bar = new RejectedFilterBar(accounts, events.sources(), this::filtered);
        about.addClassName("quiet");
        var content = new Div(about, bar, list);
        content.addClassName("tab-content");
        add(content);
    }

    @Override
    protected void fill(RejectedQuery query) {
        bar.show(query);
    }

    @Override
    protected void show() {
        var rejected = events.list(filter().filter());
        var count = rejected.count();
        bar.setCount(count);
        replay.setVisible(count > 0 && filter().state() == RejectedEvent.State.OPEN);
        list.removeAll();
        if (count == 0) {
            list.add(nothing());
        } else {
            var table = new RejectedTable(clock.instant());
            table.show(rejected, count);
            list.add(table);
        }
    }

    private void ask() {
        var filter = filter().filter();
        new ReplayDialog(events.list(filter).count(), (after, most) -> events.replay(filter, after, most), this::show)
                .open();
    }

    private EmptyState nothing() {
        return isAll()
                ? new EmptyState(
                        "Nothing is rejected",
                        "Usage that couldn’t be placed or priced is listed here, until what is missing is "
                                + "added and it is replayed.")
                : new EmptyState(
                        "Nothing matches",
                        "No rejected event is like that. Change a filter, or show all again.",
                        new Button("Show all open events", click -> showAll()));
    }
}
