package io.drawdown.console.audit;

import com.vaadin.flow.router.QueryParameters;
import io.drawdown.audit.AuditFilter;
import io.drawdown.base.AuditAction;
import io.drawdown.console.Parameters;
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

    static final AuditQuery ALL = new AuditQuery(null, null, null, null, null, null);

    private static final String TEXT = "text";
    private static final String WHO = "who";
    private static final String WHAT = "what";
    private static final String ACCOUNT = "account";
    private static final String FROM = "from";
    private static final String TO = "to";

    /** What an address asks for; what makes no sense there doesn't narrow. */
    static AuditQuery of(QueryParameters address) {
        return new AuditQuery(
                Parameters.text(address, TEXT),
                Parameters.text(address, WHO),
                Parameters.choice(address, WHAT, AuditAction.values()),
                Parameters.text(address, ACCOUNT),
                Parameters.day(address, FROM),
                Parameters.day(address, TO));
    }

    /** The address that asks for this. */
    QueryParameters address() {
        var address = Parameters.with(QueryParameters.empty(), TEXT, text);
        address = Parameters.with(address, WHO, who);
        address = Parameters.with(address, WHAT, what);
        address = Parameters.with(address, ACCOUNT, account);
        address = Parameters.with(address, FROM, from);
        return Parameters.with(address, TO, to);
    }

    /** The same for the trail. */
    AuditFilter filter() {
        return new AuditFilter(text, who, what, account, startOf(from), startOf(to == null ? null : to.plusDays(1)));
    }

    private static @Nullable Instant startOf(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
