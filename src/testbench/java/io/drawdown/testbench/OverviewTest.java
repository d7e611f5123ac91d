package io.drawdown.testbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.testbench.BrowserTest;
import org.junit.jupiter.api.Tag;

@Tag("testbench")
class OverviewTest extends ConsoleTestBase {

    @BrowserTest
    void showsWhatRemainsOfEachSpecification() {
        var overview = $(OverviewElement.class).waitForFirst();

        assertThat(overview.title()).isEqualTo("Overview");
        assertThat(overview.balances())
                .isNotEmpty()
                .allSatisfy(balance -> assertThat(balance)
                        .containsPattern("[\\d,]+\\.\\d{2} h")
                        .contains("left of"));
    }
}
