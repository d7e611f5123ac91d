package io.drawdown.integrity.internal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the account, package or job that a violation concerns. */
@Component
public class ViolationSubjectRepository {

    static final ViolationSubject NONE = new ViolationSubject(null, null, null);

    private final JdbcClient jdbc;
    private final List<SubjectPattern> patterns = List.of(
            new SubjectPattern(
                    "package (\\d+)",
                    "select account, id as package_id, null as job from resource_package where id = cast(:one as bigint)"),
            new SubjectPattern(
                    "order (\\S+)", "select account, package_id, null as job from purchase_order where number = :one"),
            new SubjectPattern("(\\S+) usage record (\\d+)", """
                    select account, null as package_id, job from usage_record where account = :one and entry = cast(:two as bigint)"""),
            new SubjectPattern("(\\S+) deduction (\\d+)", """
                    select u.account, d.package_id, u.job from deduction d join usage_record u on u.account = d.account and u.entry = d.usage_entry
                    where d.account = :one and d.entry = cast(:two as bigint)"""),
            new SubjectPattern("(\\S+) charge (\\d+)", """
                    select u.account, null as package_id, u.job from charge c join usage_record u on u.account = c.account and u.entry = c.usage_entry
                    where c.account = :one and c.entry = cast(:two as bigint)"""),
            new SubjectPattern(
                    "(\\S+) run (\\d+)",
                    "select account, null as package_id, job from run where account = :one and entry = cast(:two as bigint)"),
            new SubjectPattern(
                    "(\\S+) (void|entry|event|ledger)\\b.*",
                    "select code as account, null as package_id, null as job from account where code = :one"));

    ViolationSubjectRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The account, package and job that a subject belongs to, as far as they are known. */
    public record ViolationSubject(
            @Nullable String account,
            @Nullable String packageId,
            @Nullable String job) {}

    private record SubjectPattern(Pattern pattern, String sql) {

        SubjectPattern(String pattern, String sql) {
            this(Pattern.compile(pattern), sql);
        }
    }

    /** Resolves a subject as a rule names it. */
    public ViolationSubject resolve(String subject) {
        for (var subjectPattern : patterns) {
            var matcher = subjectPattern.pattern().matcher(subject);
            if (matcher.matches()) {
                return find(subjectPattern.sql(), matcher);
            }
        }
        return NONE;
    }

    private ViolationSubject find(String sql, Matcher matcher) {
        var query = jdbc.sql(sql).param("one", matcher.group(1));
        return (sql.contains(":two") ? query.param("two", matcher.group(2)) : query)
                .query((row, index) -> new ViolationSubject(
                        row.getString("account"), row.getString("package_id"), row.getString("job")))
                .optional()
                .orElse(NONE);
    }
}
