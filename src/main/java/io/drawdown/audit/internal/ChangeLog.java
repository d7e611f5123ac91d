package io.drawdown.audit.internal;

import io.drawdown.account.Access;
import io.drawdown.base.AuditedChange;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records changes, each in the transaction of the change, so that neither is written without the other. */
@Component
class ChangeLog {

    private final AuditRepository repository;
    private final RequestOrigin requestOrigin;
    private final Access access;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    ChangeLog(
            AuditRepository repository,
            RequestOrigin requestOrigin,
            Access access,
            JdbcClient jdbc,
            JsonMapper json,
            Clock clock) {
        this.repository = repository;
        this.requestOrigin = requestOrigin;
        this.access = access;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(AuditedChange change) {
        var before = toJson(change.before());
        var after = toJson(change.after());
        if (before != null && before.equals(after)) {
            return;
        }
        var difference = Difference.of(before, after);
        repository.insert(
                jdbc,
                new AuditRepository.NewEntry(
                        clock.instant(),
                        access.actor(),
                        change.action(),
                        change.account(),
                        change.subject(),
                        requestOrigin.address(),
                        difference.before(),
                        difference.after()));
    }

    private @Nullable JsonNode toJson(@Nullable Object value) {
        return value == null ? null : json.valueToTree(value);
    }
}
