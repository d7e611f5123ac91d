package io.drawdown.quota;

import io.drawdown.account.Access;
import io.drawdown.quota.engine.Forward;
import io.drawdown.quota.internal.QuotaTables;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Says when packages will run out, by running accounts forward in time. Nothing is locked or written. */
@Service
public class Forecasts {

    private final Access access;
    private final Course course;
    private final QuotaTables tables;
    private final BurnHistory history;
    private final Clock clock;

    Forecasts(Access access, Course course, QuotaTables tables, BurnHistory history, Clock clock) {
        this.access = access;
        this.course = course;
        this.tables = tables;
        this.history = history;
        this.clock = clock;
    }

    /** When nothing will be left of an account's packages. */
    @Transactional(readOnly = true)
    public Forecast of(String account) {
        access.toRead(account);
        var heading = course.of(account);
        var present = heading.map(one -> PresentBurn.of(one, now())).orElse(null);
        var now = present == null ? now() : present.at();
        var packages =
                heading.map(Course.Heading::packages).orElseGet(() -> tables.unexpired(List.of(account), now)).stream()
                        .map(one -> new Forward.Balance(
                                one.terms(),
                                present == null
                                        ? one.remaining()
                                        : present.remaining(one.terms().id())))
                        .toList();
        return new Forecast(
                present, new TrailingWeek(now, packages, packages.isEmpty() ? List.of() : history.of(account, now)));
    }

    /** What becomes of an account if the jobs that run now run on; none if nothing runs. */
    @Transactional(readOnly = true)
    public Optional<PresentBurn> atPresentBurn(String account) {
        access.toRead(account);
        return course.of(account).map(heading -> PresentBurn.of(heading, now()));
    }

    /**
     * What becomes of these accounts if the jobs that run at an instant run on; those without running jobs are left out. Asks
     * for no rights: it is for those who work on behalf of the ledger, and hold it.
     *
     * @param settledUntil up to when the running jobs of all of them are settled
     */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Map<String, PresentBurn> atPresentBurn(Collection<String> accounts, Instant settledUntil) {
        var burns = new HashMap<String, PresentBurn>();
        course.of(accounts, settledUntil)
                .forEach((account, heading) -> burns.put(account, PresentBurn.of(heading, settledUntil)));
        return burns;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
