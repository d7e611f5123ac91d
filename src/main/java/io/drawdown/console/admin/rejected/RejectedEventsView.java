package io.drawdown.console.admin.rejected;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.drawdown.base.ProblemType;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.address.ParameterFormat;
import io.drawdown.console.components.list.DayRange;
import io.drawdown.console.components.list.Filter;
import io.drawdown.console.components.list.ListPage;
import io.drawdown.console.frame.account.AccountChoices;
import io.drawdown.console.frame.account.AccountField;
import io.drawdown.usage.RejectedEvents;
import io.drawdown.usage.event.RejectedEvent;
import io.drawdown.usage.event.RejectedEventFilter;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

@Route(RejectedEventsView.ADDRESS)
@PageTitle("Usage Not Billed · Drawdown")
@Menu(title = "Usage Not Billed", order = 52)
@RolesAllowed("ADMIN")
class RejectedEventsView extends ListPage<RejectedEvent> {

    static final String ADDRESS = "usage-not-billed";

    private static final List<ProblemType> PROBLEMS = List.of(
            ProblemType.UNKNOWN_REFERENCE,
            ProblemType.NO_LIST_PRICE,
            ProblemType.CURRENCY_MISMATCH,
            ProblemType.INVALID,
            ProblemType.EVENT_CONFLICT);

    private final RejectedEvents events;
    private final Clock clock;
    private final Filter<String> text;
    private final Filter<RejectedEvent.State> state;
    private final Filter<ProblemType> problem;
    private final Filter<String> account;
    private final Filter<String> source;
    private final DayRange days;
    private final Button replay = new Button("Replay all …", click -> openReplayDialog());

    RejectedEventsView(RejectedEvents events, AccountChoices accounts, Clock clock) {
        super("Usage Not Billed", ADDRESS, "event", "events");
        this.events = events;
        this.clock = clock;
        filters().addClassName("rejected-filters");
        text = filters().search("event", "Search", "Id, job, code …");
        state = filters()
                .choice("state", "State", RejectedEvent.State.values(), RejectedEventLabels::label)
                .startingWith(RejectedEvent.State.OPEN);
        problem = filters().choice("problem", ParameterFormat.choice(ProblemType.values()), problemField());
        account = accountField(accounts).filter(filters());
        source = filters().choice("source", ParameterFormat.TEXT, new ComboBox<>("Source", events.listSources()));
        days = filters().days("From, UTC");
        replay.addThemeVariants(ButtonVariant.PRIMARY);
        header().setActions(new Button("Refresh", click -> showList()), replay);
        var about = new Paragraph(
                "Well-formed usage that can’t be billed because something it names is unknown or has no price. "
                        + "Add what is missing, or correct a copy of the event, then replay it. "
                        + "The original event is never changed.");
        about.addClassName("quiet");
        addIntroduction(about);
    }

    @Override
    protected Listing<RejectedEvent> rows() {
        return events.list(filter());
    }

    @Override
    protected RejectedEventGrid grid() {
        return new RejectedEventGrid(clock.instant());
    }

    @Override
    protected void onShown(long count) {
        replay.setVisible(count > 0 && state.value() == RejectedEvent.State.OPEN);
    }

    @Override
    protected EmptyState nothingYet() {
        return new EmptyState(
                "No rejected events",
                "Usage that can’t be billed is listed here until what is missing is added and the event is replayed.");
    }

    private static ComboBox<ProblemType> problemField() {
        var field = new ComboBox<ProblemType>("Reason", PROBLEMS);
        field.setItemLabelGenerator(ProblemType::title);
        return field;
    }

    /** Creates a field that also accepts accounts that don't exist, because events may name such accounts. */
    private AccountField accountField(AccountChoices accounts) {
        var field = new AccountField(accounts);
        field.setAllowCustomValue(true);
        field.addCustomValueSetListener(entered -> {
            field.choose(entered.getDetail().strip());
            filters().apply();
        });
        return field;
    }

    private RejectedEventFilter filter() {
        return new RejectedEventFilter(
                Objects.requireNonNull(state.value(), "The state always has a value."),
                account.value(),
                problem.value(),
                source.value(),
                text.value(),
                days.start(ZoneOffset.UTC),
                days.end(ZoneOffset.UTC));
    }

    private void openReplayDialog() {
        var filter = filter();
        new ReplayDialog(
                        events.list(filter).count(),
                        (after, most) -> events.replay(filter, after, most),
                        this::showList)
                .open();
    }
}
