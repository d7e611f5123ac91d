package io.drawdown.base.spool;

import io.drawdown.base.ProblemException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A fixed number of bytes for files of one kind, so that they can't fill the disk. */
public final class SpoolQuota implements SpooledBytes.Quota {

    private final long mostBytes;
    private final Supplier<ProblemException> full;
    private final AtomicLong taken = new AtomicLong();

    /** So many bytes, and the refusal of those who ask for more. */
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
