package io.drawdown.usage;

import io.drawdown.base.Lookup;
import io.drawdown.base.ProblemException;
import io.drawdown.usage.event.EventResult;
import io.drawdown.usage.event.UsageEvent;
import io.drawdown.usage.internal.imports.HistoryRow;
import io.drawdown.usage.settlement.PerAccountFallback;
import io.drawdown.usage.settlement.Settlement;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Settles the events of one import, batch by batch. If the events of an account can't be settled, they are refused
 * and kept for replay, and the events of the other accounts are settled (R15). Each batch is written in one
 * transaction, even if some of its accounts fail.
 */
final class ImportSettlement {

    private final Settlement settlement;

    /**
     * The accounts that failed in an earlier batch. They are tried separately before each batch that has events for
     * them.
     */
    private final Set<String> suspects = new LinkedHashSet<>();

    ImportSettlement(Settlement settlement) {
        this.settlement = settlement;
    }

    /** Thrown to roll back the settlement of one account after it has succeeded. */
    private static final class TriedException extends RuntimeException {}

    /**
     * Settles a batch.
     *
     * @param readBefore when runs ran as earlier versions read it, if that differs
     * @param alongside receives the results in the order of the events, in the transaction that writes them
     * @throws RuntimeException if the batch fails and none of its accounts is the cause; nothing of it is written
     * then
     */
    void settle(
            List<UsageEvent> events,
            Map<UsageEvent, HistoryRow.Interval> readBefore,
            Consumer<List<EventResult>> alongside) {
        var byAccount = events.stream()
                .collect(Collectors.groupingBy(UsageEvent::account, LinkedHashMap::new, Collectors.toList()));
        var failing = failing(byAccount, suspects, readBefore);
        while (true) {
            try {
                settle(events, byAccount, failing, readBefore, alongside);
                return;
            } catch (ImportRunner.ConcurrentImportException overtaken) {
                throw overtaken;
            } catch (RuntimeException failed) {
                if (!PerAccountFallback.concernsOneAccount(failed)) {
                    throw failed;
                }
                var untried = new LinkedHashSet<>(byAccount.keySet());
                untried.removeAll(failing.keySet());
                var found = failing(byAccount, untried, readBefore);
                if (found.isEmpty()) {
                    throw failed;
                }
                failing.putAll(found);
            }
        }
    }

    private void settle(
            List<UsageEvent> events,
            Map<String, List<UsageEvent>> byAccount,
            Map<String, ProblemException> failing,
            Map<UsageEvent, HistoryRow.Interval> readBefore,
            Consumer<List<EventResult>> alongside) {
        var sound = events.stream()
                .filter(event -> !failing.containsKey(event.account()))
                .toList();
        settlement.settle(sound, readBefore, settled -> {
            var results = new IdentityHashMap<UsageEvent, EventResult>();
            put(results, sound, settled);
            failing.forEach((account, why) -> {
                var refused = Lookup.require(byAccount, account);
                put(results, refused, settlement.refuse(refused, readBefore, why));
            });
            alongside.accept(events.stream().map(results::get).toList());
        });
    }

    /** Tries each of these accounts separately. Returns those whose events can't be settled, with the problem. */
    private Map<String, ProblemException> failing(
            Map<String, List<UsageEvent>> events,
            Collection<String> accounts,
            Map<UsageEvent, HistoryRow.Interval> readBefore) {
        var failing = new LinkedHashMap<String, ProblemException>();
        for (var account : List.copyOf(accounts)) {
            if (!events.containsKey(account)) {
                continue;
            }
            try {
                settlement.settle(events.get(account), readBefore, results -> {
                    throw new TriedException();
                });
            } catch (TriedException sound) {
                suspects.remove(account);
            } catch (RuntimeException failed) {
                if (!PerAccountFallback.concernsOneAccount(failed)) {
                    throw failed;
                }
                if (suspects.add(account)) {
                    PerAccountFallback.log(account, failed);
                }
                failing.put(account, PerAccountFallback.toProblem(failed));
            }
        }
        return failing;
    }

    private static void put(Map<UsageEvent, EventResult> results, List<UsageEvent> events, List<EventResult> answers) {
        for (var index = 0; index < events.size(); index++) {
            results.put(events.get(index), answers.get(index));
        }
    }
}
