package io.drawdown.console.admin.imports;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.console.components.label.CatalogNames;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.console.frame.account.AccountChoices;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** What rows of histories are mapped to, with the values that exist. */
@Component
class MappingTargets {

    private final AccountChoices accounts;
    private final CatalogNamesLoader catalogNames;

    MappingTargets(AccountChoices accounts, CatalogNamesLoader catalogNames) {
        this.accounts = accounts;
        this.catalogNames = catalogNames;
    }

    List<MappingTarget> list() {
        var names = catalogNames.load();
        return List.of(
                new MappingTarget(
                        "account",
                        "Account",
                        false,
                        words -> accounts.search(words)
                                .map(account -> new MappingChoice(account.code(), account.label()))),
                MappingTarget.of("region", "Region", regions(names)),
                MappingTarget.of(
                        "pool",
                        "Pool",
                        Arrays.stream(Pool.values())
                                .map(pool -> new MappingChoice(pool.name(), label(pool)))
                                .toList()),
                MappingTarget.of("specification", "Specification", specifications(names)),
                MappingTarget.of(
                        "activity",
                        "Activity",
                        Arrays.stream(Activity.values())
                                .map(activity ->
                                        new MappingChoice(activity.name(), DomainLabels.label(List.of(activity))))
                                .toList()),
                MappingTarget.optional("project", "Project"));
    }

    private static String label(Pool pool) {
        return pool == Pool.PUBLIC ? "Public" : "Dedicated";
    }

    private static List<MappingChoice> regions(CatalogNames names) {
        return names.regionCodes().stream()
                .map(code -> new MappingChoice(code, names.regionName(code) + " (" + code + ")"))
                .toList();
    }

    private static List<MappingChoice> specifications(CatalogNames names) {
        return names.specificationCodes().stream()
                .map(code -> new MappingChoice(code, names.specificationName(code) + " (" + code + ")"))
                .toList();
    }
}
