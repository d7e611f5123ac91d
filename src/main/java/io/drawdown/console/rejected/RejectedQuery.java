package io.drawdown.console.rejected;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.ProblemType;
import io.drawdown.console.Parameters;
import io.drawdown.usage.RejectedEvent;
import io.drawdown.usage.RejectedEventFilter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Which rejected events to show, as the filters and the address say it:
 * {@code ?event=job-17&account=acme&problem=no-list-price&source=/a&state=replayed&from=2026-11-01&to=2026-11-22}, with days in UTC.
 *
 * @param to the last day
 */
record RejectedQuery(
        RejectedEvent.State state,
        @Nullable String text,
        @Nullable String account,
        @Nullable ProblemType problem,
        @Nullable String source,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    static final RejectedQuery OPEN = new RejectedQuery(RejectedEvent.State.OPEN, null, null, null, null, null, null);

    private static final String STATE = "state";
    private static final String TEXT = "event";
    private static final String ACCOUNT = "account";
    private static final String PROBLEM = "problem";
    private static final String SOURCE = "source";
    private static final String FROM = "from";
    private static final String TO = "to";

    /** What an address asks for; what makes no sense there doesn't narrow. */
    static RejectedQuery of(QueryParameters address) {
        var state = Parameters.choice(address, STATE, RejectedEvent.State.values());
        return new RejectedQuery(
                state == null ? RejectedEvent.State.OPEN : state,
                Parameters.text(address, TEXT),
                Parameters.text(address, ACCOUNT),
                Parameters.choice(address, PROBLEM, ProblemType.values()),
                Parameters.text(address, SOURCE),
                Parameters.day(address, FROM),
                Parameters.day(address, TO));
    }

    /** The address of this. */
    QueryParameters address() {
        var address = Parameters.with(QueryParameters.empty(), STATE, state == RejectedEvent.State.OPEN ? null : state);
        address = Parameters.with(address, TEXT, text);
        address = Parameters.with(address, ACCOUNT, account);
        address = Parameters.with(address, PROBLEM, problem);
        address = Parameters.with(address, SOURCE, source);
        address = Parameters.with(address, FROM, from);
        return Parameters.with(address, TO, to);
    }

    /** The same for the service. */
    RejectedEventFilter filter() {
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
