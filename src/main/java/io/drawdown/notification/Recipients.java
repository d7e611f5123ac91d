package io.drawdown.notification;

import io.drawdown.account.Access;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Check;
import io.drawdown.base.SafeToRepeat;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The people of an account who get its alerts by e-mail. */
@Service
public class Recipients {

    private static final int MOST = 20;
    private static final int LONGEST = 254;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern EMAIL = Pattern.compile(
            "(?=[^@]{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");

    private final JdbcClient jdbc;
    private final Access access;
    private final ApplicationEventPublisher events;

    Recipients(JdbcClient jdbc, Access access, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.access = access;
        this.events = events;
    }

    private record Emails(List<String> emails) {}

    /** Their addresses, in the order in which they were given. */
    @Transactional(readOnly = true)
    public List<String> get(String account) {
        access.toRead(account);
        return of(account);
    }

    /** Replaces the list. What is still on its way to somebody who is no longer on it isn't sent. */
    @SafeToRepeat
    @Transactional
    public List<String> put(String account, @Nullable List<@Nullable String> emails) {
        access.toChange(account);
        new Check().present("emails", emails).orRefuse();
        var trimmed = Objects.requireNonNull(emails).stream().map(email -> email == null ? "" : email.strip()).toList();
        refuseInvalid(trimmed);
        var before = of(account);
        jdbc.sql("delete from alert_recipient where account = :account").param("account", account).update();
        for (var position = 0; position < trimmed.size(); position++) {
            jdbc.sql("insert into alert_recipient (account, position, email) values (:account, :position, :email)")
                    .param("account", account)
                    .param("position", position)
                    .param("email", trimmed.get(position))
                    .update();
        }
        events.publishEvent(new AuditedChange(AuditAction.RECIPIENTS_SET, account, account, new Emails(before), new Emails(trimmed)));
        return trimmed;
    }

    /** Their addresses, for those who have asked for the rights. */
    List<String> of(String account) {
        return jdbc.sql("select email from alert_recipient where account = :account order by position")
                .param("account", account)
                .query(String.class)
                .list();
    }

    private static void refuseInvalid(List<String> emails) {
        var check = new Check().that(emails.size() <= MOST, "emails", "must be at most " + MOST + " addresses");
        var seen = new HashSet<String>();
        for (var index = 0; index < emails.size(); index++) {
            var email = emails.get(index);
            var field = "emails[" + index + "]";
            check.that(email.length() <= LONGEST && EMAIL.matcher(email).matches(), field,
                            "must be an e-mail address such as li.wei@example.com")
                    .that(seen.add(email.toLowerCase(Locale.ROOT)), field, "is in the list already");
        }
        check.orRefuse();
    }
}
