package io.drawdown.console.admin.audit;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.audit.entry.AuditFilter;
import io.drawdown.base.AuditAction;
import io.drawdown.console.components.address.AddressParameters;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The filters of the audit trail, as the address holds them: {@code ?text=…&who=…&what=order-placed&from=2026-11-01}.
 *
 * @param to the last day, included; days are in UTC, because entries belong to many accounts
 */
record AuditQuery(
        @Nullable String text,
        @Nullable String who,
        @Nullable AuditAction what,
        @Nullable String account,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    static final AuditQuery UNFILTERED = new AuditQuery(null, null, null, null, null, null);

    private static final String TEXT = "text";
    private static final String WHO = "who";
    private static final String WHAT = "what";
    private static final String ACCOUNT = "account";
    private static final String FROM = "from";
    private static final String TO = "to";

    /** Parses an address. Values that are not valid are ignored. */
    static AuditQuery of(QueryParameters address) {
        return new AuditQuery(
                AddressParameters.text(address, TEXT),
                AddressParameters.text(address, WHO),
                AddressParameters.choice(address, WHAT, AuditAction.values()),
                AddressParameters.text(address, ACCOUNT),
                AddressParameters.day(address, FROM),
                AddressParameters.day(address, TO));
    }

    /** Returns the parameters of the address that holds these filters. */
    QueryParameters toParameters() {
        var address = AddressParameters.with(QueryParameters.empty(), TEXT, text);
        address = AddressParameters.with(address, WHO, who);
        address = AddressParameters.with(address, WHAT, what);
        address = AddressParameters.with(address, ACCOUNT, account);
        address = AddressParameters.with(address, FROM, from);
        return AddressParameters.with(address, TO, to);
    }

    /** Returns the filter for the audit trail. */
    AuditFilter toFilter() {
        return new AuditFilter(text, who, what, account, startOf(from), startOf(to == null ? null : to.plusDays(1)));
    }

    private static @Nullable Instant startOf(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
