package io.drawdown.quota;

import java.time.Clock;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/**
 * Reckons what running jobs have used up to now on top of what is settled, without writing anything (R16). It asks for no
 * rights: its caller has checked that whoever asks may read the account.
 */
@Service
public class Live {

    private final Course course;
    private final Clock clock;

    Live(Course course, Clock clock) {
        this.course = course;
        this.clock = clock;
    }

    /** An account now. */
    public Moment of(String account) {
        return with(account, moment -> moment);
    }

    /**
     * Reads something of what is settled of an account together with what has run since. What is settled while it reads is read
     * again, so that nothing is counted twice or left out.
     */
    public <T> T with(String account, Function<Moment, T> read) {
        return course.steadily(account, heading -> read.apply(heading
                .map(running -> Moment.of(running, clock.instant()))
                .orElseGet(() -> Moment.settled(clock.instant()))));
    }
}
