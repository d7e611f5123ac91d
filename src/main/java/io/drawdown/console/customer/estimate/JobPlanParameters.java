package io.drawdown.console.customer.estimate;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import io.drawdown.usage.estimate.JobPlan;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes a planned job in the page's address: {@code ?region=…&pool=public&nodes=4&hours=12.5}. */
final class JobPlanParameters {

    static final String REGION = "region";
    static final String POOL = "pool";
    static final String SPECIFICATION = "specification";
    static final String ACTIVITY = "activity";
    static final String NODES = "nodes";
    static final String HOURS = "hours";

    private JobPlanParameters() {}

    /** Parses a plan. Parts that are missing or can't be parsed are null. */
    static JobPlan parse(QueryParameters address) {
        return new JobPlan(
                text(address, REGION).orElse(null),
                text(address, POOL)
                        .flatMap(slug -> parseSlug(Pool.values(), slug))
                        .orElse(null),
                text(address, SPECIFICATION).orElse(null),
                text(address, ACTIVITY)
                        .flatMap(slug -> parseSlug(Activity.values(), slug))
                        .orElse(null),
                text(address, NODES)
                        .filter(text -> text.matches("[0-9]{1,9}"))
                        .map(Long::valueOf)
                        .orElse(null),
                text(address, HOURS)
                        .filter(text -> text.matches("[0-9]{1,9}(\\.[0-9]{1,20})?"))
                        .map(BigDecimal::new)
                        .orElse(null));
    }

    /** Returns whether an address has a parameter for a field, valid or not. */
    static boolean hasField(QueryParameters address, String field) {
        return text(address, field).isPresent();
    }

    /** Returns the parameters of a plan, added to others. */
    static QueryParameters toParameters(JobPlan plan, QueryParameters others) {
        var address = with(others, REGION, plan.region());
        address = with(address, POOL, plan.pool() == null ? null : slug(plan.pool()));
        address = with(address, SPECIFICATION, plan.specification());
        address = with(address, ACTIVITY, plan.activity() == null ? null : slug(plan.activity()));
        address =
                with(address, NODES, plan.nodes() == null ? null : plan.nodes().toString());
        return with(address, HOURS, plan.hours() == null ? null : plan.hours().toPlainString());
    }

    private static Optional<String> text(QueryParameters address, String name) {
        return address.getSingleParameter(name).filter(value -> !value.isBlank());
    }

    private static QueryParameters with(QueryParameters address, String name, @Nullable String value) {
        return value == null ? address : address.merging(name, value);
    }

    private static <E extends Enum<E>> Optional<E> parseSlug(E[] choices, String slug) {
        return Arrays.stream(choices)
                .filter(choice -> slug(choice).equals(slug))
                .findFirst();
    }

    private static String slug(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
