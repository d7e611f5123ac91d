package io.drawdown.usage;

import io.drawdown.account.Access;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.Validation;
import io.drawdown.base.sql.Listing;
import io.drawdown.usage.imports.ImportFormat;
import io.drawdown.usage.imports.UsageImport;
import io.drawdown.usage.internal.imports.ImportRepository;
import io.drawdown.usage.internal.imports.ImportSettings;
import io.drawdown.usage.internal.imports.ImportSpool;
import io.drawdown.usage.internal.imports.RowMapping;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Imports histories of finished jobs in the background. Only for admins (R10, R14, R15, R23). */
@Service
public class UsageImports {

    private final ImportRepository repository;
    private final ImportSpool importSpool;
    private final ImportWorker worker;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;
    private final ImportSettings settings;

    UsageImports(
            ImportRepository repository,
            ImportSpool importSpool,
            ImportWorker worker,
            Access access,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            JsonMapper json,
            Clock clock,
            ImportSettings settings) {
        this.repository = repository;
        this.importSpool = importSpool;
        this.worker = worker;
        this.access = access;
        this.events = events;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
        this.settings = settings;
    }

    /** A requested import: its name, its format, and its mapping (JSON, see {@link RowMapping}). */
    public record NewImport(
            @Nullable String name,
            @Nullable String format,
            @Nullable String mapping) {}

    /** Requires that the caller may import. Called before a large file is read. */
    public void requireAllowed() {
        access.requireAdmin();
    }

    /**
     * Stores a file, gzipped or not, and starts to import it. Its events have the source `/imports/{name}` and the
     * ids of its rows, so importing the file again changes nothing.
     *
     * @throws ProblemException if it is refused; nothing is kept then
     */
    public UsageImport start(NewImport asked, InputStream file) throws IOException {
        var caller = access.requireAdmin();
        var format = ImportFormat.fromCode(asked.format());
        new Validation()
                .code("name", asked.name())
                .require(format.isPresent(), "format", "must be csv, swf or sacct")
                .throwIfInvalid();
        RowMapping.read(asked.mapping(), format.orElseThrow(), json);
        requireQueueSpace();
        var spooledFile = importSpool.save(file);
        var mapping = asked.mapping() == null ? "" : asked.mapping();
        var job = new ImportRepository.StartedImport(
                Objects.requireNonNull(asked.name()), format.get(), mapping, spooledFile, caller.name());
        long id;
        try {
            id = transaction.execute(status -> insert(job));
        } catch (RuntimeException notKept) {
            importSpool.delete(spooledFile.name());
            throw notKept;
        }
        worker.enqueue(id);
        return find(Long.toString(id));
    }

    private void requireQueueSpace() {
        if (repository.countRunning() >= settings.mostWaiting()) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    settings.mostWaiting() + " imports wait or run already, as many as are "
                            + "taken (drawdown.imports.most-waiting). Nothing was imported. Send the file again when some of them have ended.");
        }
    }

    private long insert(ImportRepository.StartedImport job) {
        var id = repository.insert(job, clock.instant());
        events.publishEvent(new AuditedChange(AuditAction.IMPORT_STARTED, null, job.name(), null, job));
        return id;
    }

    /** Returns an import with its progress. */
    @Transactional(readOnly = true)
    public UsageImport get(String id) {
        access.requireAdmin();
        return find(id);
    }

    /** Lists all imports, the newest first. */
    @Transactional(readOnly = true)
    public Listing<UsageImport> list() {
        access.requireAdmin();
        return repository.list();
    }

    private UsageImport find(String id) {
        return repository
                .find(id.matches("[0-9]{1,18}") ? Long.parseLong(id) : -1)
                .map(ImportRepository.StoredImport::usageImport)
                .orElseThrow(() -> ProblemException.notFound("The import '" + id + "'"));
    }
}
