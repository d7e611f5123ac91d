package io.drawdown.usage;

import io.drawdown.account.Access;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Listing;
import io.drawdown.base.ProblemException;
import io.drawdown.usage.internal.RejectedEventTable;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What was rejected for want of something, for admins to see and, once that is mended, to replay (R15). */
@Service
public class RejectedEvents {

    private final RejectedEventTable table;
    private final EventReader reader;
    private final Settlement settlement;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    RejectedEvents(
            RejectedEventTable table,
            EventReader reader,
            Settlement settlement,
            Access access,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.table = table;
        this.reader = reader;
        this.settlement = settlement;
        this.access = access;
        this.events = events;
        this.transaction = transaction;
    }

    /** All of them, the newest first. */
    public Listing<RejectedEvent> list() {
        access.admin();
        return table.list();
    }

    /**
     * Settles one again. It leaves the list once the ledger has it; should the program stop in between, replaying it
     * again finds a duplicate.
     */
    public EventResult replay(long id) {
        access.admin();
        var kept = table.find(id).orElseThrow(() -> ProblemException.notFound("The rejected event " + id));
        var result = settlement.settle(List.of(reader.readOwn(kept.event()))).getFirst();
        if (result.status() == EventResult.Status.ACCEPTED || result.status() == EventResult.Status.DUPLICATE) {
            transaction.executeWithoutResult(status -> remove(kept));
        }
        return result;
    }

    private void remove(RejectedEvent settled) {
        if (table.remove(settled.id())) {
            events.publishEvent(new AuditedChange(AuditAction.EVENT_REPLAYED, settled.account(),
                    settled.source() + " " + settled.eventId(), settled, null));
        }
    }
}
