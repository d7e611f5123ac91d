package io.drawdown.usage.settlement;

import io.drawdown.base.Lookup;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.database.OutageClassifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles a request for several accounts even if one of them fails: only the items of that account are refused (R15).
 * All accounts are tried together first, in one transaction. Only if that fails does each account get a transaction
 * of its own.
 */
public final class PerAccountFallback {

    private static final Logger LOG = LoggerFactory.getLogger(PerAccountFallback.class);

    private PerAccountFallback() {}

    /**
     * Settles items and returns their results in the same order.
     *
     * @param account returns the account of an item
     * @param together settles items in one transaction, or fails
     * @param refused returns the results of items whose account can't be settled
     * @throws RuntimeException if nothing can be settled for another reason than held-up accounts, or if the database
     * can't be reached
     */
    public static <T, R> List<R> settle(
            List<T> items,
            Function<T, String> account,
            Function<List<T>, List<R>> together,
            BiFunction<List<T>, ProblemException, List<R>> refused) {
        try {
            return together.apply(items);
        } catch (RuntimeException failed) {
            if (!concernsOneAccount(failed)) {
                throw failed;
            }
            return settleSeparately(items, account, together, refused);
        }
    }

    private static <T, R> List<R> settleSeparately(
            List<T> items,
            Function<T, String> account,
            Function<List<T>, List<R>> together,
            BiFunction<List<T>, ProblemException, List<R>> refused) {
        var places = new LinkedHashMap<String, List<Integer>>();
        for (var place = 0; place < items.size(); place++) {
            places.computeIfAbsent(account.apply(items.get(place)), code -> new ArrayList<>())
                    .add(place);
        }
        var answers = new ArrayList<R>(Collections.nCopies(items.size(), null));
        var broken = new LinkedHashMap<String, RuntimeException>();
        places.forEach((code, own) -> {
            try {
                putAnswers(answers, own, together.apply(select(items, own)));
            } catch (RuntimeException failed) {
                if (!concernsOneAccount(failed)) {
                    throw failed;
                }
                broken.put(code, failed);
            }
        });
        if (broken.size() == places.size()) {
            broken.values().stream()
                    .filter(failed -> !isHeldUp(failed))
                    .findFirst()
                    .ifPresent(failed -> {
                        throw failed;
                    });
        }
        broken.forEach((code, failed) -> {
            log(code, failed);
            var own = Lookup.require(places, code);
            putAnswers(answers, own, refused.apply(select(items, own), toProblem(failed)));
        });
        return answers;
    }

    private static <T> List<T> select(List<T> items, List<Integer> places) {
        return places.stream().map(items::get).toList();
    }

    private static <R> void putAnswers(List<R> answers, List<Integer> places, List<R> own) {
        for (var index = 0; index < places.size(); index++) {
            answers.set(places.get(index), own.get(index));
        }
    }

    /** Logs an unexpected failure of an account's events. */
    public static void log(String account, RuntimeException failed) {
        if (!(failed instanceof ProblemException)) {
            LOG.error("Events of the account {} could not be settled", account, failed);
        }
    }

    /** Returns the problem that answers such a failure. */
    public static ProblemException toProblem(RuntimeException failed) {
        return failed instanceof ProblemException problem
                ? problem
                : new ProblemException(
                        ProblemType.INTERNAL_ERROR,
                        "The events of this account could not be settled, and are kept to be replayed.");
    }

    /**
     * Returns whether a failure may concern one account only. A database outage doesn't, and neither does a request
     * that is refused as a whole.
     */
    public static boolean concernsOneAccount(RuntimeException failed) {
        return isHeldUp(failed) || (!(failed instanceof ProblemException) && !OutageClassifier.isOutage(failed));
    }

    private static boolean isHeldUp(RuntimeException failed) {
        return failed instanceof ProblemException problem && problem.type() == ProblemType.ACCOUNT_HELD_UP;
    }
}
