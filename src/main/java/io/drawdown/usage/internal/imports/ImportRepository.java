package io.drawdown.usage.internal.imports;

import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.SortColumn;
import io.drawdown.base.sql.Sql;
import io.drawdown.base.sql.SqlListing;
import io.drawdown.usage.imports.ImportFormat;
import io.drawdown.usage.imports.UsageImport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of imports and their progress. */
@Repository
public class ImportRepository {

    private static final TypeReference<List<UsageImport.RowProblem>> PROBLEMS = new TypeReference<>() {};

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
            String name, ImportFormat format, String mapping, ImportSpool.SpooledFile file, String startedBy) {}

    /** An import with the data needed to resume it. */
    public record StoredImport(UsageImport usageImport, String mapping, String file) {}

    public long insert(StartedImport made, Instant now) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into usage_import (name, format, mapping, file, state, rows_read, accepted, duplicates, conflicts,
                            rejected, skipped, bytes_read, bytes_total, first_problems, started_by, started_at, updated_at)
                        values (:name, :format, :mapping, :file, 'RUNNING', 0, 0, 0, 0, 0, 0, 0, :bytes, '[]', :by, :now, :now)""")
                .param("name", made.name())
                .param("format", made.format().name())
                .param("mapping", made.mapping())
                .param("file", made.file().name())
                .param("bytes", made.file().bytes())
                .param("by", made.startedBy())
                .param("now", Sql.utc(now))
                .update(key, "id");
        return Sql.generatedId(key);
    }

    public Optional<StoredImport> find(long id) {
        return jdbc.sql("select * from usage_import where id = :id")
                .param("id", id)
                .query((row, index) -> new StoredImport(read(row), row.getString("mapping"), row.getString("file")))
                .optional();
    }

    /** Finds the imports that haven't ended, the oldest first. */
    public List<StoredImport> findRunning() {
        return jdbc.sql("select * from usage_import where state = 'RUNNING' order by id")
                .query((row, index) -> new StoredImport(read(row), row.getString("mapping"), row.getString("file")))
                .list();
    }

    /** Counts the imports that haven't ended. */
    public int countRunning() {
        return jdbc.sql("select count(*) from usage_import where state = 'RUNNING'")
                .query(Integer.class)
                .single();
    }

    /** Lists all imports, the newest first. */
    public Listing<UsageImport> list() {
        return new SqlListing<>(database, "i.*", "usage_import i", (row, index) -> read(row))
                .orderBy(SortColumn.integer("i.id").descending());
    }

    /** Saves the progress of an import. Returns false, and saves nothing, if the import has advanced meanwhile. */
    public boolean advance(long id, long readBefore, ImportProgress importProgress, Instant now) {
        return jdbc.sql("""
                        update usage_import set rows_read = :read, accepted = :accepted, duplicates = :duplicates,
                            conflicts = :conflicts, rejected = :rejected, skipped = :skipped, bytes_read = :bytes,
                            first_problems = :problems, updated_at = :now
                        where id = :id and rows_read = :before and state = 'RUNNING'""")
                        .param("id", id)
                        .param("before", readBefore)
                        .param("read", importProgress.rowsRead())
                        .param("accepted", importProgress.accepted())
                        .param("duplicates", importProgress.duplicates())
                        .param("conflicts", importProgress.conflicts())
                        .param("rejected", importProgress.rejected())
                        .param("skipped", importProgress.skipped())
                        .param("bytes", importProgress.bytesRead())
                        .param("problems", json.writeValueAsString(importProgress.firstProblems()))
                        .param("now", Sql.utc(now))
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
                .param("failure", failure)
                .param("now", Sql.utc(now))
                .update();
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
                Sql.instant(row, "updated_at"));
    }
}
