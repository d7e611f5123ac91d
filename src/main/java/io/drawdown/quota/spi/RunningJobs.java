package io.drawdown.quota.spi;

import java.util.Collection;
import java.util.List;

/** Knows which jobs run: whoever takes their events in tells it to those who reckon with what remains. */
public interface RunningJobs {

    /** The running jobs of these accounts, those of one account in the order in which they are settled (R16). */
    List<RunningJob> find(Collection<String> accounts);
}
