package io.drawdown.console.admin.imports;

import com.vaadin.flow.component.html.Span;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.Card;
import io.drawdown.usage.imports.UsageImport;

/** What a dry run would have recorded, account by account. */
class OutcomeCard extends Card {

    OutcomeCard(UsageImport.Outcome outcome) {
        super("What it would record");
        if (!outcome.complete()) {
            add(new Span("Of the first rows only. A dry run of more would keep these accounts waiting for too long."));
        }
        if (outcome.accounts().isEmpty()) {
            add(new Span("Nothing: no row would be accepted."));
        } else {
            add(new OutcomeGrid(
                    Listing.of(outcome.accounts()), outcome.accounts().size()));
        }
    }
}
