package io.drawdown.usage;

import io.drawdown.account.Access;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.Validation;
import io.drawdown.base.sql.Listing;
import io.drawdown.usage.imports.ColumnValues;
import io.drawdown.usage.imports.HistoryPreview;
import io.drawdown.usage.imports.ImportFilter;
import io.drawdown.usage.imports.ImportFormat;
import io.drawdown.usage.imports.RejectedRow;
import io.drawdown.usage.imports.StagedHistory;
import io.drawdown.usage.imports.UsageImport;
import io.drawdown.usage.internal.imports.HistoryReader;
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

    private static final int MAX_NAME_LENGTH = 63;

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
     * Stores a file, packed or not, and starts to import it. Its events have the source `/imports/{name}` and the
     * ids of its rows, so importing the file again changes nothing.
     *
     * @throws ProblemException if it is refused; nothing is kept then
     */
    public UsageImport start(NewImport asked, InputStream file) throws IOException {
        return start(check(asked, false), file);
    }

    /** Imports a staged file, which stays staged. */
    public UsageImport start(NewImport asked, StagedHistory staged) throws IOException {
        return start(check(asked, false), staged);
    }

    /**
     * Stores a file and starts to find out what an import of it would record. Nothing is recorded.
     *
     * @throws ProblemException if it is refused; nothing is kept then
     */
    public UsageImport startDryRun(NewImport asked, InputStream file) throws IOException {
        return start(check(asked, true), file);
    }

    /** Starts to find out what an import of a staged file would record. The file stays staged. */
    public UsageImport startDryRun(NewImport asked, StagedHistory staged) throws IOException {
        return start(check(asked, true), staged);
    }

    /**
     * Stores a file for a first look at it. It is deleted by {@link #discard}, or after a day.
     *
     * @throws ProblemException if it is refused; nothing is kept then
     */
    public StagedHistory stage(InputStream file) throws IOException {
        access.requireAdmin();
        var spooled = importSpool.save(file);
        return new StagedHistory(spooled.name(), spooled.bytes());
    }

    /** Returns the columns and the first rows of a staged file in a format. */
    public HistoryPreview preview(StagedHistory staged, ImportFormat format) throws IOException {
        access.requireAdmin();
        try (var file = importSpool.open(staged.file())) {
            return HistoryReader.preview(file.stream(), format);
        }
    }

    /** Returns the texts of a column of a staged file: up to 100 of its first 100,000 rows. */
    public ColumnValues listColumnValues(StagedHistory staged, ImportFormat format, String column) throws IOException {
        access.requireAdmin();
        try (var file = importSpool.open(staged.file())) {
            return HistoryReader.columnValues(file.stream(), format, column);
        }
    }

    /** Deletes a staged file. Imports that were started with it go on. */
    public void discard(StagedHistory staged) {
        access.requireAdmin();
        importSpool.delete(staged.file());
    }

    /** A checked request. */
    private record CheckedImport(String name, ImportFormat format, String mapping, String startedBy, boolean dryRun) {}

    private CheckedImport check(NewImport asked, boolean dryRun) {
        var caller = access.requireAdmin();
        var format = ImportFormat.fromCode(asked.format());
        new Validation()
                .code("name", asked.name())
                .require(format.isPresent(), "format", "must be csv, swf or sacct")
                .throwIfInvalid();
        RowMapping.read(asked.mapping(), format.orElseThrow(), json);
        requireQueueSpace();
        return new CheckedImport(
                Objects.requireNonNull(asked.name()),
                format.orElseThrow(),
                asked.mapping() == null ? "" : asked.mapping(),
                caller.name(),
                dryRun);
    }

    private UsageImport start(CheckedImport checked, InputStream file) throws IOException {
        return start(checked, importSpool.save(file));
    }

    private UsageImport start(CheckedImport checked, StagedHistory staged) throws IOException {
        return start(checked, new ImportSpool.SpooledFile(importSpool.share(staged.file()), staged.bytes()));
    }

    private UsageImport start(CheckedImport checked, ImportSpool.SpooledFile file) {
        var job = new ImportRepository.StartedImport(
                checked.name(), checked.format(), checked.mapping(), file, checked.startedBy(), checked.dryRun());
        long id;
        try {
            id = transaction.execute(status -> insert(job));
        } catch (RuntimeException notKept) {
            importSpool.delete(file.name());
            throw notKept;
        }
        worker.enqueue(id);
        return find(Long.toString(id));
    }

    /**
     * Cancels a running import after the batch that is being settled. What was settled stands. Repeating it changes
     * nothing.
     *
     * @throws ProblemException if it has ended
     */
    @Transactional
    public UsageImport cancel(String id) {
        access.requireAdmin();
        var stored = lock(id);
        var before = stored.usageImport();
        if (before.state() == UsageImport.State.RUNNING) {
            repository.markCancelled(Long.parseLong(before.id()), clock.instant());
            var after = find(id);
            events.publishEvent(new AuditedChange(AuditAction.IMPORT_CANCELLED, null, before.name(), before, after));
            return after;
        }
        if (before.state() != UsageImport.State.CANCELLED) {
            throw new ProblemException(
                    ProblemType.IMPORT_STATE,
                    "The import '" + before.name()
                            + "' has ended, so that it can't be cancelled. To void what it recorded, take it back.");
        }
        return before;
    }

    /**
     * Starts to void all that an ended import has recorded. The ids of its events stay used, so that the file can be
     * imported again only under another name, which the result proposes. Repeating it changes nothing.
     *
     * @throws ProblemException if the import runs, or is a dry run
     */
    public UsageImport takeBack(String id) {
        access.requireAdmin();
        var begun = Objects.requireNonNull(transaction.execute(status -> beginTakeBack(id)));
        if (begun.state() == UsageImport.State.TAKING_BACK) {
            worker.enqueue(Long.parseLong(begun.id()));
        }
        return begun;
    }

    private UsageImport beginTakeBack(String id) {
        var before = lock(id).usageImport();
        if (before.dryRun()) {
            throw new ProblemException(
                    ProblemType.IMPORT_STATE, "A dry run records nothing, so that there is nothing to take back.");
        }
        if (before.state() == UsageImport.State.RUNNING) {
            throw new ProblemException(
                    ProblemType.IMPORT_STATE,
                    "The import '" + before.name()
                            + "' still runs. Cancel it, or wait until it has ended, and take it back then.");
        }
        if (before.state() == UsageImport.State.TAKING_BACK || before.state() == UsageImport.State.TAKEN_BACK) {
            return before;
        }
        repository.markTakingBack(Long.parseLong(before.id()), proposeName(before.name()), clock.instant());
        var after = find(id);
        events.publishEvent(new AuditedChange(AuditAction.IMPORT_TAKEN_BACK, null, before.name(), before, after));
        return after;
    }

    /** Returns the name followed by the first number from 2 with which no import was started. */
    private String proposeName(String name) {
        var unnumbered = name.replaceFirst("-[0-9]{1,4}$", "");
        var stem = repository.isNamed(unnumbered) ? unnumbered : name;
        var number = 2;
        while (true) {
            var suffix = "-" + number;
            var proposed = stem.substring(0, Math.min(stem.length(), MAX_NAME_LENGTH - suffix.length())) + suffix;
            if (!repository.isNamed(proposed)) {
                return proposed;
            }
            number++;
        }
    }

    private ImportRepository.StoredImport lock(String id) {
        return repository.lock(parseId(id)).orElseThrow(() -> notFound(id));
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

    /** Lists the imports that match a filter, the newest first. */
    @Transactional(readOnly = true)
    public Listing<UsageImport> list(ImportFilter filter) {
        access.requireAdmin();
        return repository.list(filter);
    }

    /** Lists the rows of an import that were rejected or are in conflict, in the order of the file: the first 10,000. */
    @Transactional(readOnly = true)
    public Listing<RejectedRow> listRejectedRows(String importId) {
        access.requireAdmin();
        return repository.listRejectedRows(Long.parseLong(find(importId).id()));
    }

    private UsageImport find(String id) {
        return repository
                .find(parseId(id))
                .map(ImportRepository.StoredImport::usageImport)
                .orElseThrow(() -> notFound(id));
    }

    private static long parseId(String id) {
        return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : -1;
    }

    private static ProblemException notFound(String id) {
        return ProblemException.notFound("The import '" + id + "'");
    }
}
