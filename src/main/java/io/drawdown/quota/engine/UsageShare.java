package io.drawdown.quota.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The share of a piece that one package gives, or that is charged, with the time that it lasts.
 *
 * @param packageId the package that gives; null for what is charged
 * @param from the first whole second at which the share before is used up
 * @param to the first whole second at which this share is used up as well
 */
public record UsageShare(Piece piece, @Nullable Long packageId, Instant from, Instant to, long nodeSeconds) {

    private record Portion(Piece piece, @Nullable Long packageId, long nodeSeconds) {}

    /**
     * Returns the shares of a usage in the order of time. Within a piece packages give one after the other (R9), and
     * the charged share comes last. Shares follow one another without gaps. A share that only fills the rest of
     * another share's second has no length.
     */
    public static List<UsageShare> of(Usage usage, Outcome outcome) {
        var parts = Stream.concat(
                        outcome.deductions().stream()
                                .map(one -> new Portion(one.piece(), one.packageId(), one.nodeSeconds())),
                        outcome.uncovered().stream().map(one -> new Portion(one.piece(), null, one.nodeSeconds())))
                .sorted(Comparator.comparing(part -> part.piece().from()))
                .toList();
        var shares = new ArrayList<UsageShare>(parts.size());
        var from = usage.start();
        var given = 0L;
        for (var portion : parts) {
            given += portion.nodeSeconds();
            var to = usage.start().plusSeconds(Math.ceilDiv(given, usage.nodes()));
            shares.add(new UsageShare(portion.piece(), portion.packageId(), from, to, portion.nodeSeconds()));
            from = to;
        }
        return shares;
    }
}
