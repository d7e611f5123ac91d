package io.drawdown.usage.settlement;

import io.drawdown.billing.statement.ChargeEntry;
import io.drawdown.quota.packages.DeductionEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the ledger's rows, as they are listed over REST, come to when adjacent ones of a run with the same payer are one. */
final class ObviousMerge {

    private ObviousMerge() {}

    static List<DeductionEntry> ofDeductions(List<DeductionEntry> rows) {
        return merge(
                rows,
                row -> Arrays.asList(
                        owner(row.usageSource(), row.usageId()),
                        row.packageId(),
                        reversedAt(row.reversal(), row.settledAt())),
                (line, row) -> line.to().equals(row.from()),
                (line, row) -> new DeductionEntry(
                        line.usageSource(),
                        line.usageId(),
                        line.job(),
                        line.packageId(),
                        line.from(),
                        row.to(),
                        line.nodeSeconds() + row.nodeSeconds(),
                        row.remainingAfter(),
                        row.settledAt(),
                        line.reversal()));
    }

    static List<ChargeEntry> ofCharges(List<ChargeEntry> rows) {
        return merge(
                rows,
                row -> Arrays.asList(
                        owner(row.usageSource(), row.usageId()),
                        row.reason(),
                        row.because(),
                        row.perNodeHour(),
                        reversedAt(row.reversal(), row.settledAt())),
                (line, row) -> line.to().equals(row.from()),
                (line, row) -> new ChargeEntry(
                        line.usageSource(),
                        line.usageId(),
                        line.job(),
                        line.region(),
                        line.pool(),
                        line.specification(),
                        line.from(),
                        row.to(),
                        line.nodeSeconds() + row.nodeSeconds(),
                        line.perNodeHour(),
                        line.amount().plus(row.amount()),
                        line.reason(),
                        line.because(),
                        row.settledAt(),
                        line.reversal()));
    }

    /** Merges rows in their order; the lines are in the order of their last rows. */
    private static <T> List<T> merge(
            List<T> rows, Function<T, List<?>> payer, BiPredicate<T, T> isAdjacent, BiFunction<T, T, T> join) {
        var lines = new ArrayList<T>();
        Map<List<?>, T> last = new HashMap<>();
        for (var row : rows) {
            var before = last.get(payer.apply(row));
            var line = row;
            if (before != null && isAdjacent.test(before, row)) {
                lines.removeIf(other -> other == before);
                line = join.apply(before, row);
            }
            lines.add(line);
            last.put(payer.apply(row), line);
        }
        return lines;
    }

    private static String owner(String source, String id) {
        return source + " " + (source.equals(UsageBatch.RUN_SOURCE) ? id.substring(0, id.indexOf('/')) : id);
    }

    private static @Nullable Object reversedAt(boolean reversal, Object at) {
        return reversal ? at : null;
    }
}
