package io.drawdown.console.admin.rejected;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.base.ProblemType;
import io.drawdown.console.components.field.DayField;
import io.drawdown.console.components.list.FilterBar;
import io.drawdown.console.frame.account.AccountChoices;
import io.drawdown.console.frame.account.AccountField;
import io.drawdown.usage.event.RejectedEvent;
import java.util.List;

/** The filters of the rejected events, with the number of matching events. */
class RejectedEventFilterBar extends FilterBar {

    private static final List<ProblemType> PROBLEMS = List.of(
            ProblemType.UNKNOWN_REFERENCE,
            ProblemType.NO_LIST_PRICE,
            ProblemType.CURRENCY_MISMATCH,
            ProblemType.INVALID,
            ProblemType.EVENT_CONFLICT);

    private final TextField search = new TextField("Search");
    private final ComboBox<RejectedEvent.State> state = new ComboBox<>("State", RejectedEvent.State.values());
    private final ComboBox<ProblemType> problem = new ComboBox<>("Reason", PROBLEMS);
    private final AccountField account;
    private final ComboBox<String> source = new ComboBox<>("Source");
    private final DayField from = addDayField("From, UTC", "from");
    private final DayField to = addDayField("To", "to");

    RejectedEventFilterBar(AccountChoices accounts, List<String> sources, Listener<RejectedEventQuery> listener) {
        super("event", "events");
        addClassName("rejected-filters");
        setUpSearch(search, "Id, job, code …");
        state.setItemLabelGenerator(RejectedEventLabels::label);
        problem.setItemLabelGenerator(ProblemType::title);
        account = new AccountField(accounts);
        account.setAllowCustomValue(true);
        account.addCustomValueSetListener(entered -> {
            account.choose(entered.getDetail().strip());
            listener.filterChanged(query(), false);
        });
        source.setItems(sources);
        setUpChoices(problem, account, source);
        onChange(() -> listener.filterChanged(query(), true), search);
        onChange(() -> listener.filterChanged(query(), false), state, problem, account, source, from, to);
        add(search, state, problem, account, source, from, to);
        addCount();
    }

    /** Shows a filter without notifying the listener. */
    void show(RejectedEventQuery query) {
        show(search, query.text());
        state.setValue(query.state());
        problem.setValue(query.problem());
        account.choose(query.account());
        source.setValue(query.source());
        from.write(query.from());
        to.write(query.to());
    }

    private RejectedEventQuery query() {
        return new RejectedEventQuery(
                state.getValue() == null ? RejectedEvent.State.OPEN : state.getValue(),
                text(search),
                account.code(),
                problem.getValue(),
                source.getValue(),
                from.read(),
                to.read());
    }
}
