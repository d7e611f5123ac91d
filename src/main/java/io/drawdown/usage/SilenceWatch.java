package io.drawdown.usage;

import io.drawdown.base.background.SecondTicker;
import io.drawdown.base.database.OutageClassifier;
import io.drawdown.usage.internal.SilenceRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Tells accounts that running jobs have fallen silent, at the second at which they do (R16). It computes that instant
 * for the next minute and looks again then, or after a minute: within that time no job can start and fall silent.
 * Several servers can run this at once.
 */
@Component
public class SilenceWatch extends SecondTicker {

    private static final Logger LOG = LoggerFactory.getLogger(SilenceWatch.class);
    private static final int MAX_ACCOUNTS_PER_PASS = 1_000;
    private static final Duration LOOK_AHEAD = Duration.ofMinutes(1);

    private final SilenceRepository repository;
    private final SilentRunAlerts alerts;
    private final Runs runs;
    private final Clock clock;
    private Instant nextAt = Instant.EPOCH;

    SilenceWatch(
            SilenceRepository repository,
            SilentRunAlerts alerts,
            Runs runs,
            Clock clock,
            @Value(ENABLED_PROPERTY) boolean enabled) {
        super("silent-runs", clock, enabled);
        this.repository = repository;
        this.alerts = alerts;
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * Tells all accounts of which a run has fallen silent. An account that can't be told is tried again in the next
     * second and doesn't hold up others.
     */
    public void tellDue() {
        var now = clock.instant();
        var lookAhead = shorter(LOOK_AHEAD, runs.silentAfter());
        var next = repository.findNext(now.plus(lookAhead), runs.silentAfter(), MAX_ACCOUNTS_PER_PASS);
        var due = next.stream().filter(silence -> !silence.at().isAfter(now)).toList();
        due.forEach(silence -> tell(silence.account()));
        if (!due.isEmpty()) {
            nextAt = now; // other runs of these accounts may fall silent soon
        } else {
            nextAt = next.isEmpty() ? now.plus(lookAhead) : next.getFirst().at();
        }
    }

    @Override
    protected void run() {
        if (!clock.instant().isBefore(nextAt)) {
            tellDue();
        }
    }

    private void tell(String account) {
        try {
            alerts.raise(account);
        } catch (RuntimeException failed) {
            if (OutageClassifier.isDatabaseOrDiskOutage(failed)) {
                throw failed;
            }
            LOG.warn("The account {} could not be told of silent runs: {}", account, failed.getMessage());
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
