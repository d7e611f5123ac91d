package io.drawdown.notification.internal.email;

import static java.util.stream.Collectors.toMap;

import io.drawdown.base.sql.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the deliveries that ask addresses to confirm. */
@Repository
public class ConfirmationRequestRepository {

    private final JdbcClient jdbc;

    ConfirmationRequestRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The confirmation requests of an account to an address.
     *
     * @param address in lower case
     * @param askedAt when the latest request was sent; null if none was
     * @param askedNextAt when the pending request is due; null if none is pending
     */
    public record RequestState(
            String address,
            @Nullable Instant askedAt,
            @Nullable Instant askedNextAt) {}

    /** Finds an account's requests to these addresses, given in lower case. Leaves out addresses without any. */
    public Map<String, RequestState> find(String account, Collection<String> addresses) {
        if (addresses.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("""
                        select lower(recipient) as address, max(delivered_at) as asked_at, max(next_attempt_at) as asked_next_at
                        from delivery where account = :account and purpose = 'CONFIRMATION'
                            and lower(recipient) = any(cast(:addresses as varchar array))
                        group by lower(recipient)""")
                .param("account", account)
                .param("addresses", Sql.array("varchar", addresses, address -> address))
                .query((row, index) -> new RequestState(
                        row.getString("address"),
                        Sql.instantOrNull(row, "asked_at"),
                        Sql.instantOrNull(row, "asked_next_at")))
                .list()
                .stream()
                .collect(toMap(RequestState::address, Function.identity()));
    }

    /** Lists when an account made its requests since an instant, the oldest first. */
    public List<Instant> findCreatedSince(String account, Instant since) {
        return jdbc.sql("""
                        select created_at from delivery where account = :account and purpose = 'CONFIRMATION' and created_at > :since
                        order by created_at""")
                .param("account", account)
                .param("since", Sql.utc(since))
                .query((row, index) -> Sql.instant(row, "created_at"))
                .list();
    }
}
