package io.drawdown.console.admin.rejected;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.ProblemType;
import io.drawdown.console.components.address.AddressParameters;
import io.drawdown.usage.event.RejectedEvent;
import io.drawdown.usage.event.RejectedEventFilter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The filters of rejected events, as the address holds them:
 * {@code ?event=job-17&account=acme&problem=no-list-price&source=/a&state=replayed&from=2026-11-01&to=2026-11-22}.
 * Days are in UTC.
 *
 * @param to the last day, included
 */
record RejectedEventQuery(
        RejectedEvent.State state,
        @Nullable String text,
        @Nullable String account,
        @Nullable ProblemType problem,
        @Nullable String source,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    static final RejectedEventQuery UNFILTERED =
            new RejectedEventQuery(RejectedEvent.State.OPEN, null, null, null, null, null, null);

    private static final String STATE = "state";
    private static final String TEXT = "event";
    private static final String ACCOUNT = "account";
    private static final String PROBLEM = "problem";
    private static final String SOURCE = "source";
    private static final String FROM = "from";
    private static final String TO = "to";

    /** Parses an address. Values that are not valid are ignored. */
    static RejectedEventQuery of(QueryParameters address) {
        var state = AddressParameters.choice(address, STATE, RejectedEvent.State.values());
        return new RejectedEventQuery(
                state == null ? RejectedEvent.State.OPEN : state,
                AddressParameters.text(address, TEXT),
                AddressParameters.text(address, ACCOUNT),
                AddressParameters.choice(address, PROBLEM, ProblemType.values()),
                AddressParameters.text(address, SOURCE),
                AddressParameters.day(address, FROM),
                AddressParameters.day(address, TO));
    }

    /** Returns the parameters of the address that holds these filters. */
    QueryParameters toParameters() {
        var address = AddressParameters.with(
                QueryParameters.empty(), STATE, state == RejectedEvent.State.OPEN ? null : state);
        address = AddressParameters.with(address, TEXT, text);
        address = AddressParameters.with(address, ACCOUNT, account);
        address = AddressParameters.with(address, PROBLEM, problem);
        address = AddressParameters.with(address, SOURCE, source);
        address = AddressParameters.with(address, FROM, from);
        return AddressParameters.with(address, TO, to);
    }

    /** Returns the filter for the service. */
    RejectedEventFilter toFilter() {
        return new RejectedEventFilter(
                state,
                account,
                problem,
                source,
                text,
                from == null ? null : startOf(from),
                to == null ? null : startOf(to.plusDays(1)));
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
