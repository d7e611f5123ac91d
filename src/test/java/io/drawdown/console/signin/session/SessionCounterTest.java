package io.drawdown.console.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;

class SessionCounterTest {

    private final SessionCounter count = new SessionCounter(3, 5);

    @Test
    void evictsOldestSessionOfOwner() {
        var first = session();
        assertThat(count.add("a", first)).isEmpty();
        assertThat(count.add("a", session())).isEmpty();
        assertThat(count.add("a", session())).isEmpty();

        assertThat(count.add("a", session())).containsExactly(first);
        assertThat(count.size()).isEqualTo(3);
    }

    @Test
    void evictsSessionOfLargestOwner() {
        var few = session();
        var oldestOfMany = session();
        count.add("few", few);
        count.add("many", oldestOfMany);
        IntStream.range(0, 2).forEach(i -> count.add("many", session()));
        count.add("other", session());

        assertThat(count.add("new", session())).containsExactly(oldestOfMany);
        assertThat(count.size()).isEqualTo(5);
    }

    @Test
    void doesNotCountEndedSessions() {
        var ended = new ArrayList<CountedSession>();
        IntStream.range(0, 5).forEach(i -> {
            var session = session();
            ended.add(session);
            count.add("owner " + i, session);
        });
        ended.forEach(count::remove);
        ended.forEach(count::remove);

        assertThat(count.size()).isZero();
        assertThat(count.add("new", session())).isEmpty();
    }

    @Test
    void staysWithinLimits() {
        IntStream.range(0, 10_000).forEach(i -> count.add("owner " + i % 17, session()));

        assertThat(count.size()).isEqualTo(5);
    }

    private static CountedSession session() {
        return new CountedSession(new MockHttpSession(), ended -> {});
    }
}
