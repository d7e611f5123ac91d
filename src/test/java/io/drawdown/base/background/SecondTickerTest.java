package io.drawdown.base.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.UncategorizedSQLException;

/** Work that goes on failing is done less often, and doesn't fill the log. */
@ExtendWith(OutputCaptureExtension.class)
class SecondTickerTest {

    private boolean failing;
    private int second;
    private final List<Integer> ticksRun = new ArrayList<>();

    @Test
    void backsOffAndLogsOnceWhileWorkFails(CapturedOutput output) {
        var work = new SecondTicker("work", Clock.systemUTC(), false) {
            @Override
            protected void run() {
                ticksRun.add(second);
                if (failing) {
                    throw new UncategorizedSQLException("look", "select", new SQLException("gone", "08006"));
                }
            }
        };
        for (second = 0; second < 30; second++) {
            failing = second >= 2 && second < 20;
            work.tick();
        }
        assertThat(ticksRun).containsExactly(0, 1, 2, 3, 5, 9, 14, 19, 24, 25, 26, 27, 28, 29);
        assertThat(output.getOut()
                        .lines()
                        .filter(line -> line.contains("work"))
                        .map(line -> line.replaceAll(".* : ", "")))
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first).contains("work failed and will be tried again"),
                        second -> assertThat(second).contains("work works again, after 6 failures in a row"));
        assertThat(output).doesNotContain("\tat ");
    }
}
