package io.drawdown.usage;

import io.drawdown.account.Access;
import io.drawdown.base.Listing;
import io.drawdown.base.ProblemException;
import io.drawdown.usage.internal.RejectedEventTable;
import java.util.List;
import org.springframework.stereotype.Service;

/** What was rejected for want of something, for admins to see and, once that is mended, to replay (R15). */
@Service
public class RejectedEvents {

    private final RejectedEventTable table;
    private final EventReader reader;
    private final Settlement settlement;
    private final Access access;

    RejectedEvents(RejectedEventTable table, EventReader reader, Settlement settlement, Access access) {
        this.table = table;
        this.reader = reader;
        this.settlement = settlement;
        this.access = access;
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
            table.remove(id);
        }
        return result;
    }
}
