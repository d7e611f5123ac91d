package io.drawdown.integrity;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the account, package or job that the subject of a violation is of. */
@Component
class Subjects {

    static final Subject NONE = new Subject(null, null, null);

    private final JdbcClient jdbc;
    private final List<Kind> kinds = List.of(
            new Kind(
                    "package (\\d+)",
                    "select account, id as package_id, null as job from resource_package where id = cast(:one as bigint)"),
            new Kind("order (\\S+)", "select account, package_id, null as job from purchase_order where number = :one"),
            new Kind("(\\S+) usage record (\\d+)", """
                    select account, null as package_id, job from usage_record where account = :one and entry = cast(:two as bigint)"""),
            new Kind("(\\S+) deduction (\\d+)", """
                    select u.account, d.package_id, u.job from deduction d join usage_record u on u.account = d.account and u.entry = d.usage_entry
                    where d.account = :one and d.entry = cast(:two as bigint)"""),
            new Kind("(\\S+) charge (\\d+)", """
                    select u.account, null as package_id, u.job from charge c join usage_record u on u.account = c.account and u.entry = c.usage_entry
                    where c.account = :one and c.entry = cast(:two as bigint)"""),
            new Kind(
                    "(\\S+) run (\\d+)",
                    "select account, null as package_id, job from run where account = :one and entry = cast(:two as bigint)"),
            new Kind(
                    "(\\S+) (void|entry|event|ledger)\\b.*",
                    "select code as account, null as package_id, null as job from account where code = :one"));

    Subjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a subject is of, as far as that is known. */
    record Subject(
            @Nullable String account,
            @Nullable String packageId,
            @Nullable String job) {}

    private record Kind(Pattern pattern, String sql) {

        Kind(String pattern, String sql) {
            this(Pattern.compile(pattern), sql);
        }
    }

    /** What a subject, as a rule names it, is of. */
    Subject of(String subject) {
        for (var kind : kinds) {
            var matcher = kind.pattern().matcher(subject);
            if (matcher.matches()) {
                return find(kind.sql(), matcher);
            }
        }
        return NONE;
    }

    private Subject find(String sql, Matcher matcher) {
        var query = jdbc.sql(sql).param("one", matcher.group(1));
        return (sql.contains(":two") ? query.param("two", matcher.group(2)) : query)
                .query((row, index) ->
                        new Subject(row.getString("account"), row.getString("package_id"), row.getString("job")))
                .optional()
                .orElse(NONE);
    }
}
