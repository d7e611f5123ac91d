package io.drawdown.base.spool;

import io.drawdown.base.ProblemException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A limit on the total bytes of temporary files of one kind, so that they can't fill the disk. */
public final class SpoolQuota implements SpooledBytes.Quota {

    private final long mostBytes;
    private final Supplier<ProblemException> full;
    private final AtomicLong taken = new AtomicLong();

    /**
     * Creates a quota.
     *
     * @param full creates the exception for requests beyond the quota
     */
    public SpoolQuota(long mostBytes, Supplier<ProblemException> full) {
        this.mostBytes = mostBytes;
        this.full = full;
    }

    @Override
    public void take(int bytes) {
        if (taken.addAndGet(bytes) > mostBytes) {
            taken.addAndGet(-bytes);
            throw full.get();
        }
    }

    @Override
    public void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }
}
