package io.drawdown.console.admin.imports;

import io.drawdown.base.format.Format;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.FactList;
import io.drawdown.console.components.InstantText;
import io.drawdown.usage.imports.UsageImport;
import java.time.Instant;
import java.time.ZoneOffset;

/** How the rows of an import were counted, and who started it. */
class ImportResultCard extends Card {

    ImportResultCard(UsageImport usageImport, Instant now) {
        super("Result");
        aside(ImportLabels.badge(usageImport));
        var facts = counts(usageImport);
        if (usageImport.proposedName() != null) {
            facts.fact("Taken back", Format.count(usageImport.takenBack()));
        }
        facts.fact("Format", ImportLabels.label(usageImport.format()))
                .fact("Source of its records", "/imports/" + usageImport.name())
                .fact("Started by", usageImport.startedBy())
                .fact("Started, UTC", InstantText.at(usageImport.startedAt(), ZoneOffset.UTC, now));
        add(facts);
    }

    /** Creates the counts of rows by what became of them. */
    static FactList counts(UsageImport usageImport) {
        return new FactList()
                .fact("Rows read", Format.count(usageImport.read()))
                .fact(usageImport.dryRun() ? "Would be accepted" : "Accepted", Format.count(usageImport.accepted()))
                .fact("Imported before", Format.count(usageImport.duplicates()))
                .fact("In conflict", Format.count(usageImport.conflicts()))
                .fact("Rejected", Format.count(usageImport.rejected()))
                .fact("Skipped", Format.count(usageImport.skipped()));
    }
}
