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
 * Which entries to show, as the filters and the address say it: {@code ?text=…&who=…&what=order-placed&from=2026-11-01}.
 *
 * @param to the last day; days are in UTC, since entries are of many accounts
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

    /** What an address asks for; what makes no sense there doesn't narrow. */
    static AuditQuery of(QueryParameters address) {
        return new AuditQuery(
                AddressParameters.text(address, TEXT),
                AddressParameters.text(address, WHO),
                AddressParameters.choice(address, WHAT, AuditAction.values()),
                AddressParameters.text(address, ACCOUNT),
                AddressParameters.day(address, FROM),
                AddressParameters.day(address, TO));
    }

    /** The address that asks for this. */
    QueryParameters toParameters() {
        var address = AddressParameters.with(QueryParameters.empty(), TEXT, text);
        address = AddressParameters.with(address, WHO, who);
        address = AddressParameters.with(address, WHAT, what);
        address = AddressParameters.with(address, ACCOUNT, account);
        address = AddressParameters.with(address, FROM, from);
        return AddressParameters.with(address, TO, to);
    }

    /** The same for the trail. */
    AuditFilter toFilter() {
        return new AuditFilter(text, who, what, account, startOf(from), startOf(to == null ? null : to.plusDays(1)));
    }

    private static @Nullable Instant startOf(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
