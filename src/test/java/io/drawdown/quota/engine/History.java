package io.drawdown.quota.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.quota.engine.SlowModel.Charged;
import io.drawdown.quota.engine.SlowModel.Row;
import io.drawdown.quota.engine.SlowModel.Took;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What happens to one account, told to the engine and to the model, which must agree after every step. */
final class History {

    private static final int STEPS = 24;

    private final Dice dice;
    private final SlowModel model = new SlowModel();
    private DrawDown engine = new DrawDown();

    private final List<Pack> packages = new ArrayList<>();
    private final Map<Long, Long> remaining = new HashMap<>();
    private final Map<Long, Long> deducted = new HashMap<>();
    private final Map<Long, Long> reversed = new HashMap<>();

    private final List<Settlement> settlements = new ArrayList<>();
    private final Set<Integer> voided = new HashSet<>();
    private final List<String> told = new ArrayList<>();
    private final Map<String, Integer> met = new TreeMap<>();

    private record Settlement(
            int record,
            Usage usage,
            List<Deduction> deductions,
            List<Uncovered> charges,
            List<Uncovered> reversedCharges) {
        Settlement(int record, Usage usage) {
            this(record, usage, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        void add(Outcome outcome) {
            deductions.addAll(outcome.deductions());
            charges.addAll(outcome.uncovered());
        }

        long nodeSeconds() {
            return deductions.stream().mapToLong(Deduction::nodeSeconds).sum()
                    + nodeSeconds(charges)
                    - nodeSeconds(reversedCharges);
        }

        private static long nodeSeconds(List<Uncovered> charges) {
            return charges.stream().mapToLong(Uncovered::nodeSeconds).sum();
        }
    }

    History(long seed) {
        dice = new Dice(seed);
    }

    /** How often this history met what. */
    Map<String, Integer> met() {
        return met;
    }

    /** What happened so far, a line each. */
    String told() {
        return String.join("\n", told);
    }

    void play() {
        var born = dice.upTo(8);
        for (var i = 0; i < born; i++) {
            add();
        }
        for (var step = 0; step < STEPS; step++) {
            switch (dice.upTo(9)) {
                case 0 -> add();
                case 1, 2 -> voidOne();
                case 3 -> reload();
                default -> settle();
            }
            checkAlwaysTrue();
        }
    }

    private void add() {
        var id = 1L + dice.upTo(1000);
        if (remaining.containsKey(id)) {
            return;
        }
        var pack = dice.pack(id);
        var left = dice.remaining(pack);
        tell(left + " remain of " + pack);
        packages.add(pack);
        remaining.put(id, left);
        deducted.put(id, pack.total() - left);
        reversed.put(id, 0L);
        engine.add(pack.terms(), pack.total(), left);
        model.add(pack.terms(), left);
    }

    private void reload() {
        tell("reload");
        engine = loaded(terms -> true);
    }

    private DrawDown loaded(Predicate<Terms> wanted) {
        var shuffled = new ArrayList<>(packages);
        dice.shuffle(shuffled);
        var loaded = new DrawDown();
        shuffled.stream()
                .filter(pack -> wanted.test(pack.terms()))
                .forEach(pack -> loaded.add(pack.terms(), pack.total(), remaining.get(pack.id())));
        return loaded;
    }

    private void settle() {
        var usage = dice.usage();
        var record = settlements.size();
        tell("settle " + record + ": " + usage);
        if (usage.start().equals(usage.end())) {
            meet("empty");
        }
        if (settlements.stream().anyMatch(earlier -> earlier.usage().start().isAfter(usage.end()))) {
            meet("late");
        }
        var settlement = new Settlement(record, usage);
        settlements.add(settlement);
        compare(settlement, settleWithAllOrWithWhatTouches(usage), model.settle(record, usage));
    }

    private Outcome settleWithAllOrWithWhatTouches(Usage usage) {
        if (dice.percent(70)) {
            return engine.settle(usage);
        }
        var outcome = loaded(terms -> terms.effectiveAt().isBefore(usage.end())
                        && terms.expiresAt().isAfter(usage.start()))
                .settle(usage);
        outcome.deductions().forEach(row -> remaining.put(row.packageId(), row.remainingAfter()));
        engine = loaded(terms -> true);
        return outcome;
    }

    private void voidOne() {
        if (settlements.isEmpty()) {
            return;
        }
        var record = dice.upTo(settlements.size() - 1);
        tell("void " + record);
        meet(voided.contains(record) ? "voided twice" : "voided");
        if (voided.add(record)) {
            settlements.get(record).deductions().forEach(this::giveBack);
        }
        var named = model.voidRecord(record);
        checkAlwaysTrue();
        if (dice.percent(60)) {
            named.forEach(this::settleAgain);
        }
    }

    private void giveBack(Deduction row) {
        meet("given back");
        var id = row.packageId();
        var expected = remaining.get(id) + row.nodeSeconds();
        assertThat(engine.giveBack(id, row.nodeSeconds())).isEqualTo(expected);
        remaining.put(id, expected);
        reversed.merge(id, row.nodeSeconds(), Long::sum);
    }

    private void settleAgain(Charged charge) {
        tell("settle again " + charge);
        var usage = charge.usage();
        var from = Instant.ofEpochSecond(charge.from());
        var to = Instant.ofEpochSecond(charge.to());
        var charged =
                new Uncovered(new Piece(from, to, usage.nodes() * (charge.to() - charge.from())), charge.nodeSeconds());
        var settlement = settlements.get(charge.record());
        settlement.reversedCharges().add(charged);
        var outcome = engine.settleAgain(usage, charged);
        meet(outcome.deductions().isEmpty() ? "settled again in vain" : "settled again");
        compare(settlement, outcome, model.settleAgain(charge));
        checkAlwaysTrue();
    }

    private void compare(Settlement settlement, Outcome outcome, List<Row> rows) {
        settlement.add(outcome);
        var usage = settlement.usage();
        var record = settlement.record();
        var inOrder = packages.stream().map(Pack::terms).sorted(Terms.ORDER).toList();
        var deductions = outcome.deductions().stream()
                .map(row -> row(record, usage, row))
                .toList();
        var charges = outcome.uncovered().stream()
                .map(row -> row(record, usage, row, inOrder))
                .toList();

        assertThat(deductions)
                .isEqualTo(rows.stream().filter(Took.class::isInstance).toList());
        assertThat(charges)
                .isEqualTo(rows.stream().filter(Charged.class::isInstance).toList());

        outcome.deductions().forEach(row -> {
            remaining.put(row.packageId(), row.remainingAfter());
            deducted.merge(row.packageId(), row.nodeSeconds(), Long::sum);
            meet("deducted");
        });
        charges.forEach(row -> meet(row.reason()));
        if (rows.stream().mapToLong(Row::from).distinct().count() > 1) {
            meet("cut");
        }
    }

    private static Took row(int record, Usage usage, Deduction row) {
        checkPiece(usage, row.piece());
        return new Took(
                record,
                usage,
                row.piece().from().getEpochSecond(),
                row.piece().to().getEpochSecond(),
                row.nodeSeconds(),
                row.packageId(),
                row.remainingAfter());
    }

    private static Charged row(int record, Usage usage, Uncovered row, List<Terms> inOrder) {
        checkPiece(usage, row.piece());
        var why = Why.uncovered(usage, row.piece(), inOrder);
        return new Charged(
                record,
                usage,
                row.piece().from().getEpochSecond(),
                row.piece().to().getEpochSecond(),
                row.nodeSeconds(),
                why.reason().name(),
                why.because());
    }

    private static void checkPiece(Usage usage, Piece piece) {
        var seconds = piece.to().getEpochSecond() - piece.from().getEpochSecond();
        assertThat(piece.nodeSeconds()).isEqualTo(usage.nodes() * seconds);
    }

    /** R24, and that engine and model have the same left. */
    private void checkAlwaysTrue() {
        for (var pack : packages) {
            var id = pack.id();
            var left = engine.remaining(id);
            assertThat(left)
                    .as("left of package %d", id)
                    .isEqualTo(model.left(id))
                    .isEqualTo(remaining.get(id))
                    .isBetween(0L, pack.total());
            assertThat(left + (deducted.get(id) - reversed.get(id)))
                    .as("total of package %d", id)
                    .isEqualTo(pack.total());
        }
        for (var settlement : settlements) {
            assertThat(settlement.nodeSeconds())
                    .as("%s", settlement)
                    .isEqualTo(settlement.usage().nodeSeconds());
        }
    }

    private void tell(String what) {
        told.add(what);
    }

    private void meet(String what) {
        met.merge(what, 1, Integer::sum);
    }
}
