package io.drawdown.alert;

import io.drawdown.quota.PackageBalance;
import java.util.Map;
import java.util.stream.Collectors;

/** An account's settings as they are applied: by target. */
final class InForce {

    private final UsageAlert alert;
    private final Map<String, AlertSetting> ofTheirOwn;

    InForce(UsageAlert alert) {
        this.alert = alert;
        this.ofTheirOwn = alert.targets().stream().collect(Collectors.toMap(UsageAlert.Target::key, UsageAlert.Target::setting));
    }

    boolean isBy(UsageAlert.Scope scope) {
        return alert.scope() == scope;
    }

    /** The setting of the package with this id, or of the kind with this key. */
    AlertSetting of(String target) {
        return ofTheirOwn.getOrDefault(target, alert.standard());
    }

    /** What is watched of a package: itself or its kind. */
    String targetOf(PackageBalance balance) {
        return switch (alert.scope()) {
            case EACH_PACKAGE -> Long.toString(balance.id());
            case SAME_KIND -> balance.kind().key();
        };
    }
}
