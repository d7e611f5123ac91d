package io.drawdown.console.customer.usage;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.console.components.address.AddressParameters;
import io.drawdown.usage.history.JobFilter;
import io.drawdown.usage.history.JobState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The filters of jobs, as the address holds them:
 * {@code ?state=running&job=…&region=…&from=2026-11-01&pay-per-use=used-up}.
 *
 * @param to the last day, included
 */
record JobQuery(
        @Nullable JobState state,
        @Nullable String text,
        @Nullable String region,
        @Nullable String specification,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable PayPerUseFilter payPerUse) {

    static final JobQuery UNFILTERED = new JobQuery(null, null, null, null, null, null, null);

    private static final String STATE = "state";
    private static final String TEXT = "job";
    private static final String REGION = "region";
    private static final String SPECIFICATION = "specification";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String PAY_PER_USE = "pay-per-use";

    /** Parses an address. Values that are not valid are ignored. */
    static JobQuery of(QueryParameters address) {
        return new JobQuery(
                AddressParameters.choice(address, STATE, JobState.values()),
                text(address, TEXT).orElse(null),
                text(address, REGION).orElse(null),
                text(address, SPECIFICATION).orElse(null),
                AddressParameters.day(address, FROM),
                AddressParameters.day(address, TO),
                text(address, PAY_PER_USE).flatMap(PayPerUseFilter::parseSlug).orElse(null));
    }

    /** Adds the filters to the parameters of an address. */
    QueryParameters addTo(QueryParameters address) {
        var result = address.excluding(STATE, TEXT, REGION, SPECIFICATION, FROM, TO, PAY_PER_USE);
        result = AddressParameters.with(result, STATE, state);
        result = with(result, TEXT, text);
        result = with(result, REGION, region);
        result = with(result, SPECIFICATION, specification);
        result = with(result, FROM, from == null ? null : from.toString());
        result = with(result, TO, to == null ? null : to.toString());
        return with(result, PAY_PER_USE, payPerUse == null ? null : payPerUse.slug());
    }

    /** Returns the filter for the services, with days in a zone. */
    JobFilter toFilter(ZoneId zone) {
        return new JobFilter(
                state,
                text,
                region,
                specification,
                from == null ? null : startOf(from, zone),
                to == null ? null : startOf(to.plusDays(1), zone),
                payPerUse != null,
                payPerUse == null ? null : payPerUse.reason());
    }

    private static Instant startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static Optional<String> text(QueryParameters address, String name) {
        return address.getSingleParameter(name).filter(value -> !value.isBlank());
    }

    private static QueryParameters with(QueryParameters address, String name, @Nullable String value) {
        return value == null ? address : address.merging(name, value);
    }
}
