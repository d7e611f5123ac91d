package io.drawdown.quota.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.quota.engine.ReferenceEngine.Charged;
import io.drawdown.quota.engine.ReferenceEngine.Deducted;
import io.drawdown.quota.engine.ReferenceEngine.Row;
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
final class RandomEngineHistory {

    private static final int STEPS = 24;

    private final RandomInputs random;
    private final ReferenceEngine reference = new ReferenceEngine();
    private DrawDown engine = new DrawDown();

    private final List<TestPackage> packages = new ArrayList<>();
    private final Map<Long, Long> remainingById = new HashMap<>();
    private final Map<Long, Long> deductedById = new HashMap<>();
    private final Map<Long, Long> reversedById = new HashMap<>();

    private final List<SettledRecord> settlements = new ArrayList<>();
    private final Set<Integer> voidedRecords = new HashSet<>();
    private final List<String> log = new ArrayList<>();
    private final Map<String, Integer> coveredCases = new TreeMap<>();

    private record SettledRecord(
            int record,
            Usage usage,
            List<Deduction> deductions,
            List<UncoveredPiece> charges,
            List<UncoveredPiece> reversedCharges) {
        SettledRecord(int record, Usage usage) {
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

        private static long nodeSeconds(List<UncoveredPiece> charges) {
            return charges.stream().mapToLong(UncoveredPiece::nodeSeconds).sum();
        }
    }

    RandomEngineHistory(long seed) {
        random = new RandomInputs(seed);
    }

    /** How often this history met what. */
    Map<String, Integer> coveredCases() {
        return coveredCases;
    }

    /** What happened so far, a line each. */
    String log() {
        return String.join("\n", log);
    }

    void play() {
        var born = random.upTo(8);
        for (var i = 0; i < born; i++) {
            addPackage();
        }
        for (var step = 0; step < STEPS; step++) {
            switch (random.upTo(9)) {
                case 0 -> addPackage();
                case 1, 2 -> voidRandomRecord();
                case 3 -> reloadEngine();
                default -> settleRandomUsage();
            }
            assertInvariants();
        }
    }

    private void addPackage() {
        var id = 1L + random.upTo(1000);
        if (remainingById.containsKey(id)) {
            return;
        }
        var testPackage = random.randomPackage(id);
        var left = random.randomRemaining(testPackage);
        addToLog(left + " remain of " + testPackage);
        packages.add(testPackage);
        remainingById.put(id, left);
        deductedById.put(id, testPackage.totalNodeSeconds() - left);
        reversedById.put(id, 0L);
        engine.add(testPackage.terms(), testPackage.totalNodeSeconds(), left);
        reference.add(testPackage.terms(), left);
    }

    private void reloadEngine() {
        addToLog("reload");
        engine = loadEngine(terms -> true);
    }

    private DrawDown loadEngine(Predicate<Terms> wanted) {
        var shuffled = new ArrayList<>(packages);
        random.shuffle(shuffled);
        var loaded = new DrawDown();
        shuffled.stream()
                .filter(testPackage -> wanted.test(testPackage.terms()))
                .forEach(testPackage -> loaded.add(
                        testPackage.terms(), testPackage.totalNodeSeconds(), remainingById.get(testPackage.id())));
        return loaded;
    }

    private void settleRandomUsage() {
        var usage = random.randomUsage();
        var record = settlements.size();
        addToLog("settle " + record + ": " + usage);
        if (usage.start().equals(usage.end())) {
            countCase("empty");
        }
        if (settlements.stream().anyMatch(earlier -> earlier.usage().start().isAfter(usage.end()))) {
            countCase("late");
        }
        var settledRecord = new SettledRecord(record, usage);
        settlements.add(settledRecord);
        assertSame(settledRecord, settleWithAllOrOverlappingPackages(usage), reference.settle(record, usage));
    }

    private Outcome settleWithAllOrOverlappingPackages(Usage usage) {
        if (random.chance(70)) {
            return engine.settle(usage);
        }
        var outcome = loadEngine(terms -> terms.effectiveAt().isBefore(usage.end())
                        && terms.expiresAt().isAfter(usage.start()))
                .settle(usage);
        outcome.deductions().forEach(row -> remainingById.put(row.packageId(), row.remainingNodeSeconds()));
        engine = loadEngine(terms -> true);
        return outcome;
    }

    private void voidRandomRecord() {
        if (settlements.isEmpty()) {
            return;
        }
        var record = random.upTo(settlements.size() - 1);
        addToLog("void " + record);
        countCase(voidedRecords.contains(record) ? "voided twice" : "voided");
        if (voidedRecords.add(record)) {
            settlements.get(record).deductions().forEach(this::giveBack);
        }
        var named = reference.voidRecord(record);
        assertInvariants();
        if (random.chance(60)) {
            named.forEach(this::settleAgain);
        }
    }

    private void giveBack(Deduction row) {
        countCase("given back");
        var id = row.packageId();
        var expected = remainingById.get(id) + row.nodeSeconds();
        assertThat(engine.giveBack(id, row.nodeSeconds())).isEqualTo(expected);
        remainingById.put(id, expected);
        reversedById.merge(id, row.nodeSeconds(), Long::sum);
    }

    private void settleAgain(Charged charge) {
        addToLog("settle again " + charge);
        var usage = charge.usage();
        var from = Instant.ofEpochSecond(charge.from());
        var to = Instant.ofEpochSecond(charge.to());
        var charged = new UncoveredPiece(
                new Piece(from, to, usage.nodes() * (charge.to() - charge.from())), charge.nodeSeconds());
        var settledRecord = settlements.get(charge.record());
        settledRecord.reversedCharges().add(charged);
        var outcome = engine.settleAgain(usage, charged);
        countCase(outcome.deductions().isEmpty() ? "settled again in vain" : "settled again");
        assertSame(settledRecord, outcome, reference.settleAgain(charge));
        assertInvariants();
    }

    private void assertSame(SettledRecord settledRecord, Outcome outcome, List<Row> rows) {
        settledRecord.add(outcome);
        var usage = settledRecord.usage();
        var record = settledRecord.record();
        var inOrder =
                packages.stream().map(TestPackage::terms).sorted(Terms.ORDER).toList();
        var deductions = outcome.deductions().stream()
                .map(row -> toReferenceRow(record, usage, row))
                .toList();
        var charges = outcome.uncovered().stream()
                .map(row -> toReferenceRow(record, usage, row, inOrder))
                .toList();

        assertThat(deductions)
                .isEqualTo(rows.stream().filter(Deducted.class::isInstance).toList());
        assertThat(charges)
                .isEqualTo(rows.stream().filter(Charged.class::isInstance).toList());

        outcome.deductions().forEach(row -> {
            remainingById.put(row.packageId(), row.remainingNodeSeconds());
            deductedById.merge(row.packageId(), row.nodeSeconds(), Long::sum);
            countCase("deducted");
        });
        charges.forEach(row -> countCase(row.reason()));
        if (rows.stream().mapToLong(Row::from).distinct().count() > 1) {
            countCase("cut");
        }
    }

    private static Deducted toReferenceRow(int record, Usage usage, Deduction row) {
        assertPiece(usage, row.piece());
        return new Deducted(
                record,
                usage,
                row.piece().from().getEpochSecond(),
                row.piece().to().getEpochSecond(),
                row.nodeSeconds(),
                row.packageId(),
                row.remainingNodeSeconds());
    }

    private static Charged toReferenceRow(int record, Usage usage, UncoveredPiece row, List<Terms> inOrder) {
        assertPiece(usage, row.piece());
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

    private static void assertPiece(Usage usage, Piece piece) {
        var seconds = piece.to().getEpochSecond() - piece.from().getEpochSecond();
        assertThat(piece.nodeSeconds()).isEqualTo(usage.nodes() * seconds);
    }

    /** R24, and that engine and model have the same left. */
    private void assertInvariants() {
        for (var testPackage : packages) {
            var id = testPackage.id();
            var left = engine.remainingNodeSeconds(id);
            assertThat(left)
                    .as("left of package %d", id)
                    .isEqualTo(reference.remainingNodeSeconds(id))
                    .isEqualTo(remainingById.get(id))
                    .isBetween(0L, testPackage.totalNodeSeconds());
            assertThat(left + (deductedById.get(id) - reversedById.get(id)))
                    .as("total of package %d", id)
                    .isEqualTo(testPackage.totalNodeSeconds());
        }
        for (var settledRecord : settlements) {
            assertThat(settledRecord.nodeSeconds())
                    .as("%s", settledRecord)
                    .isEqualTo(settledRecord.usage().nodeSeconds());
        }
    }

    private void addToLog(String what) {
        log.add(what);
    }

    private void countCase(String what) {
        coveredCases.merge(what, 1, Integer::sum);
    }
}
