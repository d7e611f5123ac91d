package io.drawdown.usage;

import io.drawdown.account.Access;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Check;
import io.drawdown.base.Listing;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.usage.internal.imports.ImportSettings;
import io.drawdown.usage.internal.imports.ImportTable;
import io.drawdown.usage.internal.imports.RowMapping;
import io.drawdown.usage.internal.imports.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Imports histories of finished jobs, in the background; an admin's to do (R10, R14, R15, R23). */
@Service
public class UsageImports {

    private final ImportTable table;
    private final Spool spool;
    private final ImportWorker worker;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;
    private final ImportSettings settings;

    UsageImports(
            ImportTable table,
            Spool spool,
            ImportWorker worker,
            Access access,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            JsonMapper json,
            Clock clock,
            ImportSettings settings) {
        this.table = table;
        this.spool = spool;
        this.worker = worker;
        this.access = access;
        this.events = events;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
        this.settings = settings;
    }

    /** What is to be imported: under which name, in which format, mapped how (JSON, see {@link RowMapping}). */
    public record NewImport(
            @Nullable String name,
            @Nullable String format,
            @Nullable String mapping) {}

    /** Refuses whoever may not import, before a large file is taken from them. */
    public void requireAllowed() {
        access.admin();
    }

    /**
     * Takes a file, gzipped or not, and begins to import it. Its events have the source `/imports/{name}` and the ids of its
     * rows, so that importing it again changes nothing.
     *
     * @throws ProblemException if it is refused; nothing is kept then
     */
    public UsageImport start(NewImport asked, InputStream file) throws IOException {
        var caller = access.admin();
        var format = ImportFormat.ofCode(asked.format());
        new Check()
                .code("name", asked.name())
                .that(format.isPresent(), "format", "must be csv, swf or sacct")
                .orRefuse();
        RowMapping.read(asked.mapping(), format.orElseThrow(), json);
        requireFew();
        var spooled = spool.keep(file);
        var mapping = asked.mapping() == null ? "" : asked.mapping();
        var job = new ImportTable.New(asked.name(), format.get(), mapping, spooled, caller.name());
        long id;
        try {
            id = transaction.execute(status -> insert(job));
        } catch (RuntimeException notKept) {
            spool.delete(spooled.name());
            throw notKept;
        }
        worker.add(id);
        return find(Long.toString(id));
    }

    private void requireFew() {
        if (table.countRunning() >= settings.mostWaiting()) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    settings.mostWaiting() + " imports wait or run already, as many as are "
                            + "taken (drawdown.imports.most-waiting). Nothing was imported. Send the file again when some of them have ended.");
        }
    }

    private long insert(ImportTable.New job) {
        var id = table.insert(job, clock.instant());
        events.publishEvent(new AuditedChange(AuditAction.IMPORT_STARTED, null, job.name(), null, job));
        return id;
    }

    /** An import, as far as it has come. */
    @Transactional(readOnly = true)
    public UsageImport get(String id) {
        access.admin();
        return find(id);
    }

    /** All imports, the newest first. */
    @Transactional(readOnly = true)
    public Listing<UsageImport> list() {
        access.admin();
        return table.all();
    }

    private UsageImport find(String id) {
        return table.find(id.matches("[0-9]{1,18}") ? Long.parseLong(id) : -1)
                .map(ImportTable.Job::state)
                .orElseThrow(() -> ProblemException.notFound("The import '" + id + "'"));
    }
}
