package io.drawdown.usage.settlement;

import static io.drawdown.testing.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.testing.DrawdownTest;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An account that can't be brought up to date doesn't hold up the others that are due at the same time. */
@DrawdownTest
@Tag("dialect")
class BrokenAccountTest {

    @Autowired
    ObjectProvider<RunScenario> stories;

    @Autowired
    JdbcClient jdbc;

    @Test
    void doesNotHoldUpOtherAccounts() {
        var broken = stories.getObject();
        var sound = stories.getObject();
        broken.settle(broken.started("train", 1, START));
        sound.settle(sound.started("train", 1, START), sound.stopped("train", START.plusSeconds(100)));
        setNodes(broken, Long.MAX_VALUE);
        sound.advance(Duration.ofHours(2));
        assertThat(sound.records()).containsExactly("train 1 × [0, 100) 0+100");
        assertThat(broken.records()).isEmpty();

        setNodes(broken, 1);
        broken.settle(broken.stopped("train", START.plusSeconds(200)));
        assertThat(broken.records()).containsExactly("train 1 × [0, 200) 0+200");
    }

    private void setNodes(RunScenario story, long nodes) {
        jdbc.sql("update run set nodes = :nodes where account = :account")
                .param("nodes", nodes)
                .param("account", story.account)
                .update();
    }
}
