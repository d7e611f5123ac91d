package io.drawdown.alert;

import io.drawdown.alert.internal.Mark;
import io.drawdown.alert.internal.TargetKey;
import io.drawdown.quota.PackageBalance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An account's settings as they are applied: by target. */
final class InForce {

    private final UsageAlert alert;
    private final Map<String, AlertSetting> ofTheirOwn;

    InForce(UsageAlert alert) {
        this.alert = alert;
        this.ofTheirOwn =
                alert.targets().stream().collect(Collectors.toMap(UsageAlert.Target::key, UsageAlert.Target::setting));
    }

    boolean isBy(UsageAlert.Scope scope) {
        return alert.scope() == scope;
    }

    /** The setting of the package with this id, or of the kind with this key. */
    AlertSetting of(String target) {
        return ofTheirOwn.getOrDefault(target, alert.standard());
    }

    /** What is to be told of a target: its thresholds, and that nothing remains; nothing while it isn't watched. */
    List<Mark> marks(TargetKey key) {
        var setting = of(key.target());
        if (!setting.enabled() || key.isKind() != isBy(UsageAlert.Scope.SAME_KIND)) {
            return List.of();
        }
        var marks = new ArrayList<Mark>();
        setting.thresholds().forEach(threshold -> marks.add(new Mark(key.account(), key.target(), threshold)));
        marks.add(new Mark(key.account(), key.target(), null));
        return marks;
    }

    /** What is watched of a package: itself or its kind. */
    String targetOf(PackageBalance balance) {
        return switch (alert.scope()) {
            case EACH_PACKAGE -> Long.toString(balance.id());
            case SAME_KIND -> balance.kind().key();
        };
    }
}
