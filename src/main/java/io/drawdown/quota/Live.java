package io.drawdown.quota;

import io.drawdown.base.Sql;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Reckons what running jobs have used up to now on top of what is settled, without writing anything (R16). It asks for no
 * rights: its caller has checked that whoever asks may read the account.
 */
@Service
public class Live {

    private final JdbcClient jdbc;
    private final Course course;
    private final Clock clock;

    Live(JdbcClient jdbc, Course course, Clock clock) {
        this.jdbc = jdbc;
        this.course = course;
        this.clock = clock;
    }

    /** An account now. */
    public Moment of(String account) {
        return with(account, moment -> moment);
    }

    /**
     * Reads something of what is settled of an account together with what has run since. What is settled while it reads is read
     * again, so that nothing is counted twice or left out.
     */
    public <T> T with(String account, Function<Moment, T> read) {
        return course.steadily(
                account,
                heading -> read.apply(heading.map(running -> Moment.of(running, clock.instant()))
                        .orElseGet(() -> Moment.settled(clock.instant()))));
    }

    /** By which accounts can be seen to have changed, in one statement however many they are. */
    public Map<String, Pulse> pulses(Collection<String> accounts) {
        var pulses = new HashMap<String, Pulse>();
        jdbc.sql("""
                        select l.account, l.last_entry, l.settled_until, l.due_at
                        from unnest(cast(:accounts as varchar(63) array)) as a(account) join ledger l on l.account = a.account""")
                .param("accounts", Sql.array("varchar", accounts, Function.identity()))
                .query(row -> {
                    pulses.put(
                            row.getString("account"),
                            new Pulse(
                                    row.getLong("last_entry"),
                                    Sql.instantOrNull(row, "settled_until"),
                                    Sql.instantOrNull(row, "due_at")));
                });
        return pulses;
    }
}
