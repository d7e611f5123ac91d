package io.drawdown.quota;

import java.util.Collection;
import java.util.List;

/** Knows which jobs run: whoever takes their events in tells it to those who reckon with what remains. */
public interface RunningJobs {

    /** The running jobs of these accounts, those of one account in the order in which they are settled (R16). */
    List<RunningJob> of(Collection<String> accounts);
}
