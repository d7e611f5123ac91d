package io.drawdown.quota.engine;

import io.drawdown.catalog.model.Pool;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The reason of a charge and the package, if any, that the reason refers to (R13). */
public record Why(Reason reason, @Nullable Long because) {

    /**
     * Returns why packages left a part of this piece uncovered.
     *
     * @param packages all packages of the account, including spent and expired ones, in {@link Terms#ORDER}
     */
    public static Why uncovered(Usage usage, Piece piece, List<Terms> packages) {
        if (usage.pool() == Pool.DEDICATED) {
            return new Why(Reason.DEDICATED_POOL, null);
        }
        for (var reason : Reason.values()) {
            var makesTrue = condition(reason, usage, piece);
            for (var terms : packages) {
                if (makesTrue.test(terms)) {
                    return new Why(reason, terms.id());
                }
            }
        }
        return new Why(Reason.NO_PACKAGE, null);
    }

    private static Predicate<Terms> condition(Reason reason, Usage usage, Piece piece) {
        return switch (reason) {
            case USED_UP -> terms -> terms.matches(usage) && terms.isValidFor(piece);
            case NOT_YET_EFFECTIVE ->
                terms -> terms.matches(usage) && !terms.effectiveAt().isBefore(piece.to());
            case EXPIRED -> terms -> terms.matches(usage) && !terms.expiresAt().isAfter(piece.from());
            case ACTIVITY_NOT_COVERED ->
                terms -> sameRegion(terms, usage) && sameSpecification(terms, usage) && terms.isValidFor(piece);
            case OTHER_REGION -> terms -> sameSpecification(terms, usage) && terms.isValidFor(piece);
            case OTHER_SPECIFICATION -> terms -> sameRegion(terms, usage) && terms.isValidFor(piece);
            case DEDICATED_POOL, NO_PACKAGE -> terms -> false;
        };
    }

    private static boolean sameRegion(Terms terms, Usage usage) {
        return terms.region().equals(usage.region());
    }

    private static boolean sameSpecification(Terms terms, Usage usage) {
        return terms.specification().equals(usage.specification());
    }
}
