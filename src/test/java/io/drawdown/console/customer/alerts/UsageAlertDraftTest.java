package io.drawdown.console.customer.alerts;

import static io.drawdown.alert.settings.Threshold.percent;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.alert.AlertTarget;
import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.alert.settings.UsageAlert.Scope;
import io.drawdown.alert.settings.UsageAlert.Target;
import io.drawdown.catalog.model.Activity;
import io.drawdown.console.customer.alerts.AlertEntry.ThresholdTypes;
import io.drawdown.quota.packages.PackageKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsageAlertDraftTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final PackageKind KIND = new PackageKind("cn-north-4", "v100", Set.of(Activity.TRAINING));
    private static final Set<String> PACKAGES = Set.of("1", "2", "3");
    private static final AlertSetting TWENTY = on(percent(20));
    private static final AlertTarget ONE = target("1", 41, 180, NOW);
    private static final AlertTarget TWO = target("2", 5, 100, NOW);

    @Test
    void equalsSavedSettingsUntilChanged() {
        var saved = new UsageAlert(
                Scope.SAME_KIND,
                TWENTY,
                List.of(
                        new Target("2", null, TWENTY),
                        new Target(null, KIND, on(new Threshold(Threshold.Type.REMAINING, 36_001), percent(5)))));

        assertThat(new UsageAlertDraft(saved, PACKAGES).result()).contains(saved);
        assertThat(new UsageAlertDraft(saved, PACKAGES).isChanged(saved)).isFalse();
    }

    @Test
    void givesTargetOwnSettingsOnlyWhereTheyDiffer() {
        var usageAlertDraft = draft();

        usageAlertDraft.setEntry(ONE, usageAlertDraft.entryFor(ONE).withText(Threshold.Type.PERCENTAGE, "10"));
        assertThat(usageAlertDraft.result().orElseThrow().targets())
                .containsExactly(new Target("1", null, on(percent(10))));

        usageAlertDraft.setEntry(ONE, usageAlertDraft.entryFor(ONE).withText(Threshold.Type.PERCENTAGE, "20"));
        assertThat(usageAlertDraft.hasOwnEntry(ONE)).isFalse();
        assertThat(usageAlertDraft.result().orElseThrow())
                .isEqualTo(new UsageAlert(Scope.EACH_PACKAGE, TWENTY, List.of()));
    }

    @Test
    void keepsOwnSettingThatMerelyReadsLikeDefault() {
        var exact = new Target("1", null, on(new Threshold(Threshold.Type.REMAINING, 36_001)));
        var saved =
                new UsageAlert(Scope.EACH_PACKAGE, on(new Threshold(Threshold.Type.REMAINING, 36_000)), List.of(exact));
        var usageAlertDraft = new UsageAlertDraft(saved, PACKAGES);

        usageAlertDraft.setEntry(ONE, usageAlertDraft.entryFor(ONE).withEnabled(false));
        usageAlertDraft.setEntry(ONE, usageAlertDraft.entryFor(ONE).withEnabled(true));

        assertThat(usageAlertDraft.result()).contains(saved);
    }

    @Test
    void letsTargetsFollowDefault() {
        var usageAlertDraft = draft();
        usageAlertDraft.setEntry(TWO, usageAlertDraft.entryFor(TWO).withEnabled(false));

        usageAlertDraft.setDefaultEntry(
                usageAlertDraft.defaultEntry().withText(Threshold.Type.PERCENTAGE, "30 %, 5 %"));

        assertThat(usageAlertDraft.entryFor(ONE).setting()).contains(on(percent(30), percent(5)));
        assertThat(usageAlertDraft.entryFor(TWO).setting()).contains(new AlertSetting(false, List.of(percent(20))));
        assertThat(usageAlertDraft.result().orElseThrow())
                .isEqualTo(new UsageAlert(
                        Scope.EACH_PACKAGE,
                        on(percent(30), percent(5)),
                        List.of(new Target("2", null, new AlertSetting(false, List.of(percent(20)))))));
    }

    @Test
    void appliesDefaultToAllTargetsOfScope() {
        var ofKind = new Target(null, KIND, on(percent(7)));
        var usageAlertDraft = new UsageAlertDraft(
                new UsageAlert(Scope.EACH_PACKAGE, TWENTY, List.of(new Target("1", null, on(percent(3))), ofKind)),
                PACKAGES);

        usageAlertDraft.applyDefaultToAll();

        assertThat(usageAlertDraft.result().orElseThrow().targets()).containsExactly(ofKind);
    }

    @Test
    void keepsSettingsOfOtherScope() {
        var ofKind = new Target(null, KIND, on(percent(7)));
        var usageAlertDraft = new UsageAlertDraft(new UsageAlert(Scope.SAME_KIND, TWENTY, List.of(ofKind)), PACKAGES);

        usageAlertDraft.setScope(Scope.EACH_PACKAGE);

        assertThat(usageAlertDraft.result()).contains(new UsageAlert(Scope.EACH_PACKAGE, TWENTY, List.of(ofKind)));
        assertThat(usageAlertDraft.isChanged(usageAlertDraft.result().orElseThrow()))
                .isTrue();
    }

    @Test
    void hasNoResultWhileAnyEntryIsInvalid() {
        var usageAlertDraft = draft();

        usageAlertDraft.setEntry(ONE, usageAlertDraft.entryFor(ONE).withText(Threshold.Type.PERCENTAGE, "200"));

        assertThat(usageAlertDraft.result()).isEmpty();
        assertThat(usageAlertDraft.firstInvalidTarget()).map(Target::packageId).contains("1");
    }

    @Test
    void needsNoThresholdWhileDisabled() {
        var usageAlertDraft = draft();
        var blank = usageAlertDraft.entryFor(ONE).withText(Threshold.Type.PERCENTAGE, "");

        usageAlertDraft.setEntry(ONE, blank);
        assertThat(usageAlertDraft.result()).isEmpty();

        usageAlertDraft.setEntry(ONE, blank.withEnabled(false));
        assertThat(usageAlertDraft.result().orElseThrow().targets())
                .containsExactly(new Target("1", null, new AlertSetting(false, List.of())));
    }

    @Test
    void allowsBothThresholdTypes() {
        var usageAlertDraft = draft();

        usageAlertDraft.setEntry(
                ONE,
                usageAlertDraft
                        .entryFor(ONE)
                        .withTypes(ThresholdTypes.BOTH, 180 * 3600)
                        .withText(Threshold.Type.REMAINING, "10"));

        assertThat(usageAlertDraft.result().orElseThrow().targets())
                .containsExactly(
                        new Target("1", null, on(percent(20), new Threshold(Threshold.Type.REMAINING, 36_000))));
    }

    @Test
    void startsOtherThresholdTypeAtSameLevel() {
        var alertEntry = AlertEntry.of(on(percent(20), percent(5)));

        var asDurations = alertEntry.withTypes(ThresholdTypes.REMAINING, 180 * 3600);

        assertThat(asDurations.durations()).isEqualTo("36.00 h, 9.00 h");
        assertThat(asDurations
                        .withText(Threshold.Type.PERCENTAGE, "")
                        .withTypes(ThresholdTypes.PERCENTAGE, 180 * 3600)
                        .percentages())
                .isEqualTo("20 %, 5 %");
        assertThat(alertEntry.withTypes(ThresholdTypes.REMAINING, 0).durations())
                .isEmpty();
    }

    @Test
    void omitsSettingsOfExpiredPackages() {
        var live = new Target("2", null, on(percent(5)));
        var usageAlertDraft = new UsageAlertDraft(
                new UsageAlert(Scope.EACH_PACKAGE, TWENTY, List.of(new Target("1", null, on(percent(7))), live)),
                Set.of("2"));

        assertThat(usageAlertDraft.result().orElseThrow().targets()).containsExactly(live);
        assertThat(usageAlertDraft.isChanged(usageAlertDraft.result().orElseThrow()))
                .as("which is no change by itself")
                .isFalse();
    }

    @Test
    void describesEffectNow() {
        var usageAlertDraft = draft();
        var later = target("3", 10, 10, NOW.plusSeconds(9 * 86_400));

        assertThat(effect(usageAlertDraft, ONE)).isEqualTo("alerts at 36 h · 41.00 of 180 h left");
        assertThat(effect(usageAlertDraft, TWO)).isEqualTo("alerts at 20 h · 5.00 of 100 h left · already reached");
        assertThat(effect(usageAlertDraft, later)).isEqualTo("alerts at 2 h · not in effect until 1 Dec 2026");
        assertThat(effect(usageAlertDraft, new AlertTarget(null, KIND, null, 0, 0, null)))
                .isEqualTo("alerts at 20 % · none in effect now");

        usageAlertDraft.setEntry(ONE, usageAlertDraft.entryFor(ONE).withText(Threshold.Type.PERCENTAGE, "1, 30, 20"));
        assertThat(effect(usageAlertDraft, ONE)).endsWith(" · already reached");
        assertThat(AlertEffect.of(usageAlertDraft, ONE, true, NOW, ZoneOffset.UTC)
                        .text()
                        .replace('\u00a0', ' '))
                .isEqualTo("alerts at 54 h, 36 h and 1.80 h · 41.00 of 180 h left · sent when you save");
        usageAlertDraft.setEntry(ONE, usageAlertDraft.entryFor(ONE).withText(Threshold.Type.PERCENTAGE, ""));
        assertThat(effect(usageAlertDraft, ONE)).isEqualTo("enter a threshold");
        usageAlertDraft.setEntry(ONE, usageAlertDraft.entryFor(ONE).withEnabled(false));
        assertThat(effect(usageAlertDraft, ONE)).isEqualTo("off");
    }

    private static String effect(UsageAlertDraft usageAlertDraft, AlertTarget target) {
        return AlertEffect.of(usageAlertDraft, target, false, NOW, ZoneOffset.UTC)
                .text()
                .replace('\u00a0', ' ');
    }

    @Test
    void holdsABoundedNumberOfTargetsThatDiffer() {
        var usageAlertDraft = draft();
        var changed = usageAlertDraft.defaultEntry().withText(Threshold.Type.PERCENTAGE, "nothing that can be read");
        var kept = 0;
        while (usageAlertDraft.setEntry(target(Integer.toString(kept), 1, 2, NOW), changed)) {
            kept++;
            assertThat(kept).isLessThan(1000);
        }

        assertThat(kept).isBetween(UsageAlert.MAX_TARGETS + 1, UsageAlert.MAX_TARGETS + 100);
        assertThat(usageAlertDraft.entryFor(target("0", 1, 2, NOW))).isEqualTo(changed);
        assertThat(usageAlertDraft.setEntry(target("0", 1, 2, NOW), changed.withEnabled(false)))
                .as("one of them can still be changed")
                .isTrue();
        assertThat(usageAlertDraft.hasOwnEntry(target("5000", 1, 2, NOW))).isFalse();
        usageAlertDraft.applyDefaultToAll();
        assertThat(usageAlertDraft.setEntry(target("5000", 1, 2, NOW), changed)).isTrue();
    }

    private static UsageAlertDraft draft() {
        return new UsageAlertDraft(new UsageAlert(Scope.EACH_PACKAGE, TWENTY, List.of()), PACKAGES);
    }

    private static AlertSetting on(Threshold... thresholds) {
        return new AlertSetting(true, List.of(thresholds));
    }

    private static AlertTarget target(String id, long left, long hours, Instant effectiveAt) {
        return new AlertTarget(id, KIND, "V100 × " + id, left * 3600, hours * 3600, effectiveAt);
    }
}
