package io.drawdown.usage.internal.imports;

import io.drawdown.base.Money;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.usage.imports.ImportFilter;
import io.drawdown.usage.imports.ImportFormat;
import io.drawdown.usage.imports.RejectedRow;
import io.drawdown.usage.imports.UsageImport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of imports and their progress. */
@Repository
public class ImportRepository {

    private static final TypeReference<List<UsageImport.RowProblem>> PROBLEMS = new TypeReference<>() {};

    private static final String SET_PROGRESS = """
            rows_read = :read, accepted = :accepted, duplicates = :duplicates, conflicts = :conflicts,
            rejected = :rejected, skipped = :skipped, bytes_read = :bytes, first_problems = :problems,
            updated_at = :now""";

    private static final int MAX_FAILURE_LENGTH = 1000;
    private static final int MAX_ID_LENGTH = 255;

    private final JdbcClient jdbc;
    private final SqlListing.Database database;
    private final JsonMapper json;

    ImportRepository(JdbcClient jdbc, SqlListing.Database database, JsonMapper json) {
        this.jdbc = jdbc;
        this.database = database;
        this.json = json;
    }

    /** An import to start. */
    public record StartedImport(
            String name,
            ImportFormat format,
            String mapping,
            ImportSpool.SpooledFile file,
            String startedBy,
            boolean dryRun) {}

    /** The records of an account between two entries, both inclusive. */
    public record EntryRange(String account, long firstEntry, long lastEntry) {}

    /** A record of an import. */
    public record ImportedRecord(String account, long entry, String id) {}

    /** An import with the data needed to resume it. */
    public record StoredImport(UsageImport usageImport, String mapping, String file) {}

    public long insert(StartedImport made, Instant now) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into usage_import (name, format, mapping, file, state, rows_read, accepted, duplicates, conflicts,
                            rejected, skipped, bytes_read, bytes_total, first_problems, started_by, started_at, updated_at, heard_at, dry_run)
                        values (:name, :format, :mapping, :file, 'RUNNING', 0, 0, 0, 0, 0, 0, 0, :bytes, '[]', :by, :now, :now, :now, :dry)""")
                .param("name", made.name())
                .param("format", made.format().name())
                .param("mapping", made.mapping())
                .param("file", made.file().name())
                .param("bytes", made.file().bytes())
                .param("by", made.startedBy())
                .param("dry", made.dryRun())
                .param("now", Sql.utc(now))
                .update(key, "id");
        return Sql.generatedId(key);
    }

    public Optional<StoredImport> find(long id) {
        return jdbc.sql("select * from usage_import where id = :id")
                .param("id", id)
                .query(this::readStored)
                .optional();
    }

    /** Finds an import, and locks its row until the transaction ends. */
    public Optional<StoredImport> lock(long id) {
        return jdbc.sql("select * from usage_import where id = :id for update")
                .param("id", id)
                .query(this::readStored)
                .optional();
    }

    /** Finds the imports that are being taken back, the oldest first. */
    public List<Long> findTakingBack() {
        return jdbc.sql("select id from usage_import where state = 'TAKING_BACK' order by id")
                .query((row, index) -> row.getLong("id"))
                .list();
    }

    /** Finds the imports that haven't ended, the oldest first. */
    public List<StoredImport> findRunning() {
        return jdbc.sql("select * from usage_import where state = 'RUNNING' order by id")
                .query(this::readStored)
                .list();
    }

    /** Counts the imports that haven't ended. */
    public int countRunning() {
        return jdbc.sql("select count(*) from usage_import where state = 'RUNNING'")
                .query(Integer.class)
                .single();
    }

    /** Lists the imports that match a filter, the newest first. */
    public Listing<UsageImport> list(ImportFilter filter) {
        return new SqlListing<>(database, "i.*", "usage_import i", (row, index) -> read(row))
                .where(
                        "i.state = :state",
                        "state",
                        filter.state() == null ? null : filter.state().name())
                .where("lower(i.name) like :name", "name", Sql.containsPattern(filter.name()))
                .orderBy(SortColumn.integer("i.id").descending());
    }

    /** Saves the progress of an import. Returns false, and saves nothing, if the import has advanced meanwhile. */
    public boolean advance(long id, long readBefore, ImportProgress importProgress, Instant now) {
        return jdbc.sql("update usage_import set " + SET_PROGRESS
                                + " where id = :id and rows_read = :before and state = 'RUNNING'")
                        .param("before", readBefore)
                        .params(progressParameters(id, importProgress, now))
                        .update()
                == 1;
    }

    /** Marks an import as read to its end. */
    public void markDone(long id, Instant now) {
        jdbc.sql(
                        "update usage_import set state = 'DONE', bytes_read = bytes_total, updated_at = :now where id = :id and state = 'RUNNING'")
                .param("id", id)
                .param("now", Sql.utc(now))
                .update();
    }

    /** Marks an import as failed, with the reason. */
    public void markFailed(long id, String failure, Instant now) {
        jdbc.sql(
                        "update usage_import set state = 'FAILED', failure = :failure, updated_at = :now where id = :id and state = 'RUNNING'")
                .param("id", id)
                .param("failure", shortened(failure))
                .param("now", Sql.utc(now))
                .update();
    }

    /** Marks an import as cancelled. Returns false if it has ended. */
    public boolean markCancelled(long id, Instant now) {
        return jdbc.sql(
                                "update usage_import set state = 'CANCELLED', updated_at = :now where id = :id and state = 'RUNNING'")
                        .param("id", id)
                        .param("now", Sql.utc(now))
                        .update()
                == 1;
    }

    /** Ends a dry run with what it would have recorded. Returns false, and saves nothing, if it has ended. */
    public boolean saveOutcome(long id, ImportProgress progress, UsageImport.Outcome outcome, Instant now) {
        return jdbc.sql("update usage_import set state = 'DONE', outcome = :outcome, " + SET_PROGRESS
                                + " where id = :id and state = 'RUNNING'")
                        .param("outcome", json.writeValueAsString(StoredOutcome.of(outcome)))
                        .params(progressParameters(id, progress, now))
                        .update()
                == 1;
    }

    /** Saves rows that were rejected or are in conflict. */
    public void addRejectedRows(long id, Collection<RejectedRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into usage_import_problem (import_id, line, row_id, result, problem, field, detail)
                        select cast(:id as bigint), r.line, r.row_id, r.result, r.problem, r.field, r.detail
                        from unnest(cast(:lines as bigint array), cast(:ids as varchar array), cast(:results as varchar array),
                                cast(:problems as varchar array), cast(:fields as varchar array), cast(:details as varchar array))
                            as r(line, row_id, result, problem, field, detail)""")
                .param("id", id)
                .param("lines", Sql.array("bigint", rows, RejectedRow::row))
                .param("ids", Sql.array("varchar", rows, row -> storableOrNull(row.id(), MAX_ID_LENGTH)))
                .param("results", Sql.array("varchar", rows, row -> row.result().name()))
                .param("problems", Sql.array("varchar", rows, RejectedRow::problem))
                .param("fields", Sql.array("varchar", rows, row -> storableOrNull(row.field(), MAX_ID_LENGTH)))
                .param("details", Sql.array("varchar", rows, row -> Sql.storable(row.detail(), MAX_FAILURE_LENGTH)))
                .update();
    }

    /** Lists the rows of an import that were rejected or are in conflict, in the order of the file. */
    public Listing<RejectedRow> listRejectedRows(long id) {
        return new SqlListing<>(database, "p.*", "usage_import_problem p", ImportRepository::readRejectedRow)
                .within("p.import_id", "import", id)
                .orderBy(SortColumn.integer("p.line"));
    }

    private static RejectedRow readRejectedRow(ResultSet row, int index) throws SQLException {
        return new RejectedRow(
                row.getLong("line"),
                row.getString("row_id"),
                RejectedRow.Result.valueOf(row.getString("result")),
                row.getString("problem"),
                row.getString("field"),
                row.getString("detail"));
    }

    private static @Nullable String storableOrNull(@Nullable String text, int maxLength) {
        return text == null ? null : Sql.storable(text, maxLength);
    }

    private Map<String, Object> progressParameters(long id, ImportProgress progress, Instant now) {
        return Map.of(
                "id", id,
                "read", progress.rowsRead(),
                "accepted", progress.accepted(),
                "duplicates", progress.duplicates(),
                "conflicts", progress.conflicts(),
                "rejected", progress.rejected(),
                "skipped", progress.skipped(),
                "bytes", progress.bytesRead(),
                "problems", json.writeValueAsString(progress.firstProblems()),
                "now", Sql.utc(now));
    }

    /** Saves what a batch of an import has recorded. */
    public void addEntries(long id, Collection<EntryRange> ranges) {
        jdbc.sql("""
                        insert into usage_import_entries (import_id, account, first_entry, last_entry)
                        select cast(:id as bigint), r.account, r.first_entry, r.last_entry
                        from unnest(cast(:accounts as varchar array), cast(:first as bigint array), cast(:last as bigint array))
                            as r(account, first_entry, last_entry)""")
                .param("id", id)
                .param("accounts", Sql.array("varchar", ranges, EntryRange::account))
                .param("first", Sql.array("bigint", ranges, EntryRange::firstEntry))
                .param("last", Sql.array("bigint", ranges, EntryRange::lastEntry))
                .update();
    }

    /**
     * Adds a record that was rejected when it was imported, and has been replayed, to its import: the latest of this
     * name that had started then.
     */
    public void addReplayed(String source, Instant receivedAt, String account, long entry) {
        jdbc.sql("""
                        insert into usage_import_entries (import_id, account, first_entry, last_entry)
                        select max(id), cast(:account as varchar), cast(:entry as bigint), cast(:entry as bigint) from usage_import
                        where '/imports/' || name = :source and started_at <= :received and not dry_run
                        having max(id) is not null""")
                .param("source", source)
                .param("received", Sql.utc(receivedAt))
                .param("account", account)
                .param("entry", entry)
                .update();
    }

    /** Finds the records of an import that haven't been voided, by account and entry, after the given one. */
    public List<ImportedRecord> findRecords(long id, String source, String afterAccount, long afterEntry, int most) {
        return jdbc.sql("""
                        select u.account, u.entry, u.event_id
                        from usage_import_entries e
                        join usage_record u on u.account = e.account and u.entry between e.first_entry and e.last_entry
                        where e.import_id = :id and u.source = :source
                            and (u.account > :account or (u.account = :account and u.entry > :entry))
                            and not exists (select 1 from usage_void v where v.account = u.account and v.usage_entry = u.entry)
                        order by u.account, u.entry
                        limit :most""")
                .param("id", id)
                .param("source", source)
                .param("account", afterAccount)
                .param("entry", afterEntry)
                .param("most", most)
                .query((row, index) ->
                        new ImportedRecord(row.getString("account"), row.getLong("entry"), row.getString("event_id")))
                .list();
    }

    /** Begins to take an import back, and proposes a name to import under again. */
    public void markTakingBack(long id, String proposedName, Instant now) {
        jdbc.sql("""
                        update usage_import set state = 'TAKING_BACK', failure = null, proposed_name = :name, updated_at = :now
                        where id = :id""")
                .param("id", id)
                .param("name", proposedName)
                .param("now", Sql.utc(now))
                .update();
    }

    /** Saves how much of an import is taken back. Returns false, and saves nothing, if it has advanced meanwhile. */
    public boolean advanceTakeBack(long id, long before, long after, Instant now) {
        return jdbc.sql("""
                        update usage_import set taken_back = :after, updated_at = :now
                        where id = :id and taken_back = :before and state = 'TAKING_BACK'""")
                        .param("id", id)
                        .param("before", before)
                        .param("after", after)
                        .param("now", Sql.utc(now))
                        .update()
                == 1;
    }

    /** Ends taking an import back. With a reason it has failed, and can be taken back again. */
    public void endTakeBack(long id, @Nullable String failure, Instant now) {
        jdbc.sql("""
                        update usage_import set state = :state, failure = :failure, updated_at = :now
                        where id = :id and state = 'TAKING_BACK'""")
                .param("id", id)
                .param("state", (failure == null ? UsageImport.State.TAKEN_BACK : UsageImport.State.FAILED).name())
                .param("failure", shortened(failure))
                .param("now", Sql.utc(now))
                .update();
    }

    /** Deletes what this import has rejected and nobody has replayed. */
    public void deleteRejected(String source, Instant from, Instant until) {
        jdbc.sql("""
                        delete from rejected_event
                        where source = :source and replayed_at is null and received_at between :from and :until""")
                .param("source", source)
                .param("from", Sql.utc(from))
                .param("until", Sql.utc(until))
                .update();
    }

    /** Returns when the next import of a name started after an instant. */
    public Optional<Instant> findNextStart(String name, Instant after) {
        return jdbc.sql(
                        "select min(started_at) as started from usage_import where name = :name and started_at > :after and not dry_run")
                .param("name", name)
                .param("after", Sql.utc(after))
                .query((row, index) -> Optional.ofNullable(Sql.instantOrNull(row, "started")))
                .single();
    }

    /** Returns whether an import has this name. */
    public boolean isNamed(String name) {
        return jdbc.sql("select count(*) from usage_import where name = :name")
                        .param("name", name)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Saves that the server that has the file of an import runs. */
    public void markHeard(long id, Instant now) {
        jdbc.sql("update usage_import set heard_at = :now where id = :id and state = 'RUNNING'")
                .param("id", id)
                .param("now", Sql.utc(now))
                .update();
    }

    /** Returns when the server that has the file of an import was last heard of. */
    public Instant heardAt(long id) {
        return jdbc.sql("select coalesce(heard_at, updated_at) as heard from usage_import where id = :id")
                .param("id", id)
                .query((row, index) -> Sql.instant(row, "heard"))
                .single();
    }

    /** Returns the last entries of these accounts. */
    public SortedMap<String, Long> findLastEntries(Collection<String> accounts) {
        var entries = new TreeMap<String, Long>();
        if (!accounts.isEmpty()) {
            jdbc.sql("""
                            select account, last_entry from ledger
                            where account = any(cast(:accounts as varchar array))""")
                    .param("accounts", Sql.array("varchar", accounts, account -> account))
                    .query(row -> {
                        entries.put(row.getString("account"), row.getLong("last_entry"));
                    });
        }
        return entries;
    }

    /** Sums up what a source has recorded in an account after an entry. */
    public UsageImport.AccountOutcome sumRecorded(String account, long after, String source, Currency currency) {
        return jdbc.sql("""
                        select
                            (select count(*) from usage_record u
                             where u.account = :account and u.entry > :after and u.source = :source) as records,
                            (select coalesce(sum(u.node_seconds), 0) from usage_record u
                             where u.account = :account and u.entry > :after and u.source = :source) as node_seconds,
                            (select coalesce(sum(d.node_seconds), 0) from deduction d
                             join usage_record u on u.account = d.account and u.entry = d.usage_entry
                             where d.account = :account and d.usage_entry > :after and u.source = :source) as deducted,
                            (select coalesce(sum(c.node_seconds), 0) from charge c
                             join usage_record u on u.account = c.account and u.entry = c.usage_entry
                             where c.account = :account and c.usage_entry > :after and u.source = :source) as charged_seconds,
                            (select coalesce(sum(c.amount), 0) from charge c
                             join usage_record u on u.account = c.account and u.entry = c.usage_entry
                             where c.account = :account and c.usage_entry > :after and u.source = :source) as charged""")
                .param("account", account)
                .param("after", after)
                .param("source", source)
                .query((row, index) -> new UsageImport.AccountOutcome(
                        account,
                        row.getLong("records"),
                        row.getLong("node_seconds"),
                        row.getLong("deducted"),
                        row.getLong("charged_seconds"),
                        new Money(row.getBigDecimal("charged"), currency).normalized()))
                .single();
    }

    /** The outcome of a dry run as it is stored, with amounts as texts. */
    private record StoredOutcome(boolean complete, List<StoredAccount> accounts) {

        private record StoredAccount(
                String account,
                long records,
                long nodeSeconds,
                long deducted,
                long charged,
                String amount,
                String currency) {}

        static StoredOutcome of(UsageImport.Outcome outcome) {
            return new StoredOutcome(
                    outcome.complete(),
                    outcome.accounts().stream()
                            .map(account -> new StoredAccount(
                                    account.account(),
                                    account.usageRecords(),
                                    account.nodeSeconds(),
                                    account.deductedNodeSeconds(),
                                    account.chargedNodeSeconds(),
                                    account.charged().amount().toPlainString(),
                                    account.charged().currency().getCurrencyCode()))
                            .toList());
        }

        UsageImport.Outcome toOutcome() {
            return new UsageImport.Outcome(
                    complete,
                    accounts.stream()
                            .map(account -> new UsageImport.AccountOutcome(
                                    account.account(),
                                    account.records(),
                                    account.nodeSeconds(),
                                    account.deducted(),
                                    account.charged(),
                                    Money.of(account.amount(), account.currency())))
                            .toList());
        }
    }

    private static @Nullable String shortened(@Nullable String failure) {
        return failure == null || failure.length() <= MAX_FAILURE_LENGTH
                ? failure
                : failure.substring(0, MAX_FAILURE_LENGTH - 1) + "…";
    }

    private UsageImport.@Nullable Outcome readOutcome(@Nullable String stored) {
        return stored == null
                ? null
                : json.readValue(stored, StoredOutcome.class).toOutcome();
    }

    private StoredImport readStored(ResultSet row, int index) throws SQLException {
        return new StoredImport(read(row), row.getString("mapping"), row.getString("file"));
    }

    private UsageImport read(ResultSet row) throws SQLException {
        return new UsageImport(
                row.getString("id"),
                row.getString("name"),
                ImportFormat.valueOf(row.getString("format")),
                UsageImport.State.valueOf(row.getString("state")),
                row.getString("failure"),
                row.getLong("rows_read"),
                row.getLong("accepted"),
                row.getLong("duplicates"),
                row.getLong("conflicts"),
                row.getLong("rejected"),
                row.getLong("skipped"),
                row.getLong("bytes_read"),
                row.getLong("bytes_total"),
                json.readValue(row.getString("first_problems"), PROBLEMS),
                row.getString("started_by"),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "updated_at"),
                row.getBoolean("dry_run"),
                readOutcome(row.getString("outcome")),
                row.getLong("taken_back"),
                row.getString("proposed_name"));
    }
}
