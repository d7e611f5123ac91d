package io.drawdown.console.admin.imports;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.StatusTone;
import io.drawdown.console.components.list.CellLayout;
import io.drawdown.usage.imports.ImportFormat;
import io.drawdown.usage.imports.UsageImport;

/** The texts of imports. */
final class ImportLabels {

    private static final long PERCENT = 100;

    private ImportLabels() {}

    static StatusBadge badge(UsageImport usageImport) {
        return switch (usageImport.state()) {
            case RUNNING -> new StatusBadge(usageImport.dryRun() ? "Dry run" : "Running", StatusTone.RUNNING);
            case DONE -> new StatusBadge(usageImport.dryRun() ? "Dry run done" : "Done", StatusTone.WELL);
            case FAILED -> new StatusBadge("Failed", StatusTone.USED_UP);
            case CANCELLED -> new StatusBadge("Cancelled", StatusTone.EXPIRED);
            case TAKING_BACK -> new StatusBadge("Taking back", StatusTone.RUNNING);
            case TAKEN_BACK -> new StatusBadge("Taken back", StatusTone.FINISHED);
        };
    }

    static String label(UsageImport.State state) {
        return switch (state) {
            case RUNNING -> "Running";
            case DONE -> "Done";
            case FAILED -> "Failed";
            case CANCELLED -> "Cancelled";
            case TAKING_BACK -> "Taking back";
            case TAKEN_BACK -> "Taken back";
        };
    }

    /** Returns the state, with the progress of what runs. */
    static Component stateCell(UsageImport usageImport) {
        var cell = new Div(badge(usageImport));
        if (hasProgress(usageImport)) {
            cell.add(CellLayout.quietText(" " + percent(usageImport)));
        }
        return cell;
    }

    static String label(ImportFormat format) {
        return switch (format) {
            case CSV -> "CSV";
            case SWF -> "SWF (Standard Workload Format)";
            case SACCT -> "sacct (Slurm)";
        };
    }

    static String address(UsageImport usageImport) {
        return ImportsView.ADDRESS + "/" + usageImport.id();
    }

    /** Returns the number of rows that were rejected or are in conflict. */
    static long notTaken(UsageImport usageImport) {
        return usageImport.rejected() + usageImport.conflicts();
    }

    /** Returns whether it is known how far it has come. A dry run tells nothing before it ends. */
    static boolean hasProgress(UsageImport usageImport) {
        return usageImport.state().isActive() && !usageImport.dryRun();
    }

    /** Returns how far it has come, from 0 to 1. */
    static double progress(UsageImport usageImport) {
        return usageImport.state() == UsageImport.State.TAKING_BACK
                ? share(usageImport.takenBack(), usageImport.accepted())
                : share(usageImport.bytesRead(), usageImport.bytesTotal());
    }

    static String progressText(UsageImport usageImport) {
        if (usageImport.dryRun()) {
            return "Nothing is recorded. The accounts wait meanwhile, for about 10 seconds at most.";
        }
        return usageImport.state() == UsageImport.State.TAKING_BACK
                ? Format.count(usageImport.takenBack()) + " of "
                        + Format.count(usageImport.accepted(), "record", "records") + " taken back"
                : Format.count(usageImport.read(), "row", "rows") + " read, " + percent(usageImport) + " of the file";
    }

    private static String percent(UsageImport usageImport) {
        return Format.percent((long) (PERCENT * progress(usageImport)));
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : Math.min(1, (double) part / whole);
    }
}
