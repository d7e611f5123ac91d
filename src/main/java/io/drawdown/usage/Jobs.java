package io.drawdown.usage;

import io.drawdown.account.Access;
import io.drawdown.base.ProblemException;
import io.drawdown.base.sql.Listing;
import io.drawdown.quota.LiveBalances;
import io.drawdown.usage.history.JobFilter;
import io.drawdown.usage.history.JobUsage;
import io.drawdown.usage.history.UsagePiece;
import io.drawdown.usage.internal.JobRepository;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The service that reads an account's jobs: their usage, how it was paid, and why packages didn't cover it. */
@Service
public class Jobs {

    private final JobRepository jobs;
    private final JobUsageAssembler assembler;
    private final LiveBalances liveBalances;
    private final Access access;
    private final Clock clock;

    Jobs(JobRepository jobs, JobUsageAssembler assembler, LiveBalances liveBalances, Access access, Clock clock) {
        this.jobs = jobs;
        this.assembler = assembler;
        this.liveBalances = liveBalances;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Lists the jobs that match a filter and are running or have records that aren't voided. Running jobs come first,
     * then the latest to end.
     */
    @Transactional(readOnly = true)
    public Listing<JobUsage> list(String code, JobFilter filter) {
        var account = access.requireRead(code);
        return jobs.list(code, filter, liveBalances.snapshot(code)).mapAll(rows -> assembler.assemble(account, rows));
    }

    /** Returns these jobs of an account. Unknown jobs are left out. */
    @Transactional(readOnly = true)
    public List<JobUsage> listByName(String code, Collection<String> names) {
        var account = access.requireRead(code);
        return assembler.assemble(account, jobs.find(code, names, false, clock.instant()));
    }

    /** Returns one job of an account. */
    @Transactional(readOnly = true)
    public JobUsage get(String code, String job) {
        var account = access.requireRead(code);
        var rows = jobs.find(code, List.of(job), false, clock.instant());
        return assembler
                .assemble(account, rows.isEmpty() ? jobs.find(code, List.of(job), true, clock.instant()) : rows)
                .stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("The job '" + job + "'"));
    }

    /** Lists how a job's usage was paid, piece by piece in the order of time, including reversals. */
    @Transactional(readOnly = true)
    public Listing<UsagePiece> listPieces(String account, String job) {
        access.requireRead(account);
        return jobs.listPieces(account, job);
    }

    /**
     * Lists how a job's usage was paid as {@link #listPieces} does, but adjacent pieces of a run with the same payer,
     * price and reason as one, however often the run was settled between them.
     */
    @Transactional(readOnly = true)
    public Listing<UsagePiece> listMergedPieces(String account, String job) {
        access.requireRead(account);
        return jobs.listMergedPieces(account, job);
    }
}
