package io.drawdown.console.alerts;

import static io.drawdown.alert.Threshold.percent;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.alert.AlertSetting;
import io.drawdown.alert.Threshold;
import io.drawdown.alert.UsageAlert;
import io.drawdown.alert.UsageAlert.Scope;
import io.drawdown.alert.UsageAlert.Target;
import io.drawdown.alert.WatchedTarget;
import io.drawdown.catalog.Activity;
import io.drawdown.console.alerts.Entry.Types;
import io.drawdown.quota.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DraftTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Kind KIND = new Kind("cn-north-4", "v100", Set.of(Activity.TRAINING));
    private static final Set<String> PACKAGES = Set.of("1", "2", "3");
    private static final AlertSetting TWENTY = on(percent(20));
    private static final WatchedTarget ONE = target("1", 41, 180, NOW);
    private static final WatchedTarget TWO = target("2", 5, 100, NOW);

    @Test
    void saysWhatWasSavedAsLongAsNothingIsChanged() {
        var saved = new UsageAlert(
                Scope.SAME_KIND,
                TWENTY,
                List.of(
                        new Target("2", null, TWENTY),
                        new Target(null, KIND, on(new Threshold(Threshold.Type.REMAINING, 36_001), percent(5)))));

        assertThat(new Draft(saved, PACKAGES).result()).contains(saved);
        assertThat(new Draft(saved, PACKAGES).isNew(saved)).isFalse();
    }

    @Test
    void givesATargetSettingsOfItsOwnOnlyWhereTheyDiffer() {
        var draft = draft();

        draft.set(ONE, draft.of(ONE).withText(Threshold.Type.PERCENTAGE, "10"));
        assertThat(draft.result().orElseThrow().targets()).containsExactly(new Target("1", null, on(percent(10))));

        draft.set(ONE, draft.of(ONE).withText(Threshold.Type.PERCENTAGE, "20"));
        assertThat(draft.differs(ONE)).isFalse();
        assertThat(draft.result().orElseThrow()).isEqualTo(new UsageAlert(Scope.EACH_PACKAGE, TWENTY, List.of()));
    }

    @Test
    void keepsASettingThatOnlyReadsLikeAll() {
        var exact = new Target("1", null, on(new Threshold(Threshold.Type.REMAINING, 36_001)));
        var saved =
                new UsageAlert(Scope.EACH_PACKAGE, on(new Threshold(Threshold.Type.REMAINING, 36_000)), List.of(exact));
        var draft = new Draft(saved, PACKAGES);

        draft.set(ONE, draft.of(ONE).withEnabled(false));
        draft.set(ONE, draft.of(ONE).withEnabled(true));

        assertThat(draft.result()).contains(saved);
    }

    @Test
    void letsTargetsFollowWhatIsSetForAll() {
        var draft = draft();
        draft.set(TWO, draft.of(TWO).withEnabled(false));

        draft.setStandard(draft.standard().withText(Threshold.Type.PERCENTAGE, "30 %, 5 %"));

        assertThat(draft.of(ONE).setting()).contains(on(percent(30), percent(5)));
        assertThat(draft.of(TWO).setting()).contains(new AlertSetting(false, List.of(percent(20))));
        assertThat(draft.result().orElseThrow())
                .isEqualTo(new UsageAlert(
                        Scope.EACH_PACKAGE,
                        on(percent(30), percent(5)),
                        List.of(new Target("2", null, new AlertSetting(false, List.of(percent(20)))))));
    }

    @Test
    void setsAllOfTheChosenType() {
        var ofKind = new Target(null, KIND, on(percent(7)));
        var draft = new Draft(
                new UsageAlert(Scope.EACH_PACKAGE, TWENTY, List.of(new Target("1", null, on(percent(3))), ofKind)),
                PACKAGES);

        draft.setAll();

        assertThat(draft.result().orElseThrow().targets()).containsExactly(ofKind);
    }

    @Test
    void keepsTheSettingsOfTheOtherType() {
        var ofKind = new Target(null, KIND, on(percent(7)));
        var draft = new Draft(new UsageAlert(Scope.SAME_KIND, TWENTY, List.of(ofKind)), PACKAGES);

        draft.setScope(Scope.EACH_PACKAGE);

        assertThat(draft.result()).contains(new UsageAlert(Scope.EACH_PACKAGE, TWENTY, List.of(ofKind)));
        assertThat(draft.isNew(draft.result().orElseThrow())).isTrue();
    }

    @Test
    void hasNoResultWhileAnythingIsWrong() {
        var draft = draft();

        draft.set(ONE, draft.of(ONE).withText(Threshold.Type.PERCENTAGE, "200"));

        assertThat(draft.result()).isEmpty();
        assertThat(draft.invalid()).map(Target::packageId).contains("1");
    }

    @Test
    void needsNoThresholdWhileItIsOff() {
        var draft = draft();
        var blank = draft.of(ONE).withText(Threshold.Type.PERCENTAGE, "");

        draft.set(ONE, blank);
        assertThat(draft.result()).isEmpty();

        draft.set(ONE, blank.withEnabled(false));
        assertThat(draft.result().orElseThrow().targets())
                .containsExactly(new Target("1", null, new AlertSetting(false, List.of())));
    }

    @Test
    void mixesTypes() {
        var draft = draft();

        draft.set(ONE, draft.of(ONE).withTypes(Types.BOTH, 180 * 3600).withText(Threshold.Type.REMAINING, "10"));

        assertThat(draft.result().orElseThrow().targets())
                .containsExactly(
                        new Target("1", null, on(percent(20), new Threshold(Threshold.Type.REMAINING, 36_000))));
    }

    @Test
    void startsAnotherTypeAtTheSameLevel() {
        var entry = Entry.of(on(percent(20), percent(5)));

        var asDurations = entry.withTypes(Types.REMAINING, 180 * 3600);

        assertThat(asDurations.durations()).isEqualTo("36.00 h, 9.00 h");
        assertThat(asDurations
                        .withText(Threshold.Type.PERCENTAGE, "")
                        .withTypes(Types.PERCENTAGE, 180 * 3600)
                        .percentages())
                .isEqualTo("20 %, 5 %");
        assertThat(entry.withTypes(Types.REMAINING, 0).durations()).isEmpty();
    }

    @Test
    void leavesOutWhatWasSetForPackagesThatHaveExpired() {
        var live = new Target("2", null, on(percent(5)));
        var draft = new Draft(
                new UsageAlert(Scope.EACH_PACKAGE, TWENTY, List.of(new Target("1", null, on(percent(7))), live)),
                Set.of("2"));

        assertThat(draft.result().orElseThrow().targets()).containsExactly(live);
        assertThat(draft.isNew(draft.result().orElseThrow()))
                .as("which is no change by itself")
                .isFalse();
    }

    @Test
    void saysWhatItMeansNow() {
        var draft = draft();
        var later = target("3", 10, 10, NOW.plusSeconds(9 * 86_400));

        assertThat(effect(draft, ONE)).isEqualTo("alerts at 36.00 h · 41.00 of 180.00 h left");
        assertThat(effect(draft, TWO)).isEqualTo("alerts at 20.00 h · 5.00 of 100.00 h left · already reached");
        assertThat(effect(draft, later)).isEqualTo("alerts at 2.00 h · not in effect until 1 Dec 2026");
        assertThat(effect(draft, new WatchedTarget(null, KIND, null, 0, 0, null)))
                .isEqualTo("alerts at 20 % · none in effect now");

        draft.set(ONE, draft.of(ONE).withText(Threshold.Type.PERCENTAGE, "1, 30, 20"));
        assertThat(effect(draft, ONE)).endsWith(" · already reached");
        assertThat(Effect.of(draft, ONE, true, NOW, ZoneOffset.UTC).text().replace('\u00a0', ' '))
                .isEqualTo("alerts at 54.00 h, 36.00 h and 1.80 h · 41.00 of 180.00 h left · told when you save");
        draft.set(ONE, draft.of(ONE).withText(Threshold.Type.PERCENTAGE, ""));
        assertThat(effect(draft, ONE)).isEqualTo("enter a threshold");
        draft.set(ONE, draft.of(ONE).withEnabled(false));
        assertThat(effect(draft, ONE)).isEqualTo("off");
    }

    private static String effect(Draft draft, WatchedTarget target) {
        return Effect.of(draft, target, false, NOW, ZoneOffset.UTC).text().replace('\u00a0', ' ');
    }

    @Test
    void holdsABoundedNumberOfTargetsThatDiffer() {
        var draft = draft();
        var changed = draft.standard().withText(Threshold.Type.PERCENTAGE, "nothing that can be read");
        var kept = 0;
        while (draft.set(target(Integer.toString(kept), 1, 2, NOW), changed)) {
            kept++;
            assertThat(kept).isLessThan(1000);
        }

        assertThat(kept).isBetween(UsageAlert.MOST_TARGETS + 1, UsageAlert.MOST_TARGETS + 100);
        assertThat(draft.of(target("0", 1, 2, NOW))).isEqualTo(changed);
        assertThat(draft.set(target("0", 1, 2, NOW), changed.withEnabled(false)))
                .as("one of them can still be changed")
                .isTrue();
        assertThat(draft.differs(target("5000", 1, 2, NOW))).isFalse();
        draft.setAll();
        assertThat(draft.set(target("5000", 1, 2, NOW), changed)).isTrue();
    }

    private static Draft draft() {
        return new Draft(new UsageAlert(Scope.EACH_PACKAGE, TWENTY, List.of()), PACKAGES);
    }

    private static AlertSetting on(Threshold... thresholds) {
        return new AlertSetting(true, List.of(thresholds));
    }

    private static WatchedTarget target(String id, long left, long hours, Instant effectiveAt) {
        return new WatchedTarget(id, KIND, "V100 × " + id, left * 3600, hours * 3600, effectiveAt);
    }
}
