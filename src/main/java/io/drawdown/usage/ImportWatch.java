package io.drawdown.usage;

import io.drawdown.base.background.SecondTicker;
import io.drawdown.base.database.DatabaseMonitor;
import io.drawdown.usage.internal.imports.ImportRepository;
import io.drawdown.usage.internal.imports.ImportSettings;
import io.drawdown.usage.internal.imports.ImportSpool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Ends imports whose file is gone. Each server tells the others that it has the files of its imports. An import fails
 * when no server has told so for a while: the server was replaced, or the database was restored elsewhere. On an
 * embedded database there is no other server, so that it fails at once.
 */
@Component
class ImportWatch extends SecondTicker {

    private static final String ADVICE =
            " What was read counts. Send the file again under the same name; rows that were "
                    + "imported are duplicates then.";

    /** Why an import has failed whose file should be on this server. */
    static final String GONE_HERE = "Its file is gone: it isn't in this server's folder for imports any more." + ADVICE;

    private static final Duration INTERVAL = Duration.ofSeconds(20);

    private final ImportRepository repository;
    private final ImportSpool importSpool;
    private final ImportSettings settings;
    private final DatabaseMonitor database;
    private final Clock clock;
    private Instant nextCheck = Instant.MIN;

    ImportWatch(
            ImportRepository repository,
            ImportSpool importSpool,
            ImportSettings settings,
            DatabaseMonitor database,
            Clock clock,
            @Value(ENABLED_PROPERTY) boolean enabled) {
        super("import-watch", clock, enabled);
        this.repository = repository;
        this.importSpool = importSpool;
        this.settings = settings;
        this.database = database;
        this.clock = clock;
    }

    @Override
    protected void run() {
        var now = clock.instant();
        if (!now.isBefore(nextCheck)) {
            nextCheck = now.plus(INTERVAL);
            check(now);
        }
    }

    /** Tells of the files that this server has, and fails the imports whose files no server has. */
    void check(Instant now) {
        for (var stored : repository.findRunning()) {
            var id = Long.parseLong(stored.usageImport().id());
            if (importSpool.contains(stored.file())) {
                repository.markHeard(id, now);
            } else if (database.isEmbedded()) {
                repository.markFailed(id, GONE_HERE, now);
            } else {
                var heardAt = repository.heardAt(id);
                if (heardAt.plus(settings.serverGoneAfter()).isBefore(now)) {
                    repository.markFailed(
                            id,
                            "Its file is gone: the server that had it was last heard of at " + heardAt + "." + ADVICE,
                            now);
                }
            }
        }
    }
}
