package io.drawdown.console.admin.rejected;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.list.FilteredPage;
import io.drawdown.console.frame.account.AccountChoices;
import io.drawdown.usage.RejectedEvents;
import io.drawdown.usage.event.RejectedEvent;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

@Route(RejectedEventsView.ADDRESS)
@PageTitle("Rejected Events · Drawdown")
@Menu(title = "Rejected Events", order = 52)
@RolesAllowed("ADMIN")
class RejectedEventsView extends FilteredPage<RejectedEventQuery> {

    static final String ADDRESS = "rejected-events";

    private final RejectedEvents events;
    private final Clock clock;
    private final RejectedEventFilterBar bar;
    private final Button replay = new Button("Replay all …", click -> openReplayDialog());
    private final Paragraph about =
            new Paragraph("Usage that was well formed but couldn’t be placed or priced. Add what is missing, or mend "
                    + "a copy of the event, and replay it. How an event came is never changed.");
    private final Div list = new Div();

    RejectedEventsView(RejectedEvents events, AccountChoices accounts, Clock clock) {
        super(
                "Rejected Events",
                ADDRESS,
                RejectedEventQuery.UNFILTERED,
                RejectedEventQuery::of,
                RejectedEventQuery::toParameters);
        this.events = events;
        this.clock = clock;
        replay.addThemeVariants(ButtonVariant.PRIMARY);
        header().setActions(new Button("Refresh", click -> showList()), replay);
        bar = new RejectedEventFilterBar(accounts, events.listSources(), this::applyFilter);
        about.addClassName("quiet");
        var content = new Div(about, bar, list);
        content.addClassName("tab-content");
        add(content);
    }

    @Override
    protected void showFilter(RejectedEventQuery query) {
        bar.show(query);
    }

    @Override
    protected void showList() {
        var rejected = events.list(filter().toFilter());
        var count = rejected.count();
        bar.setCount(count);
        replay.setVisible(count > 0 && filter().state() == RejectedEvent.State.OPEN);
        list.removeAll();
        if (count == 0) {
            list.add(emptyState());
        } else {
            var table = new RejectedEventGrid(clock.instant());
            table.show(rejected, count);
            list.add(table);
        }
    }

    private void openReplayDialog() {
        var filter = filter().toFilter();
        new ReplayDialog(
                        events.list(filter).count(),
                        (after, most) -> events.replay(filter, after, most),
                        this::showList)
                .open();
    }

    private EmptyState emptyState() {
        return isUnfiltered()
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
