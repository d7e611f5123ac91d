package io.drawdown.quota.lines;

import io.drawdown.base.sql.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** A run whose lines the next settlement may continue: it started at an instant and is settled up to another. */
public record RunProgress(LineOwner owner, Instant startedAt, Instant settledUntil) {

    /** The SQL for a table {@code k} of runs. A run's lines begin at its start or later. */
    static final String TABLE = """
            unnest(cast(:accounts as varchar(63) array), cast(:owners as bigint array), cast(:jobs as varchar(255) array),
                   cast(:starts as timestamp with time zone array), cast(:ends as timestamp with time zone array))
            as k(account, owner, job, started_at, settled_until)""";

    /** Returns the parameters of the table. */
    public static Map<String, Object> parameters(Collection<RunProgress> runs) {
        return Map.of(
                "accounts", Sql.array("varchar", runs, run -> run.owner().account()),
                "owners", Sql.array("bigint", runs, run -> run.owner().entry()),
                "jobs", Sql.array("varchar", runs, run -> run.owner().job()),
                "starts", Sql.array("timestamptz", runs, run -> Sql.utc(run.startedAt())),
                "ends", Sql.array("timestamptz", runs, run -> Sql.utc(run.settledUntil())));
    }
}
