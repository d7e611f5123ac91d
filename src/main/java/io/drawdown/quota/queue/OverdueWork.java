package io.drawdown.quota.queue;

import io.drawdown.base.ProblemException;
import java.util.Collection;

/** Does the due work of accounts in transactions of limited length. */
public interface OverdueWork {

    /**
     * Does what is due of these accounts.
     *
     * @throws ProblemException if the work takes too long or fails; what was done is kept
     */
    void doInSteps(Collection<String> accounts);
}
