package io.drawdown.testbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.testbench.BrowserTest;
import org.junit.jupiter.api.Tag;

@Tag("testbench")
class BuyPackageTest extends ConsoleTestBase {

    @BrowserTest
    void buysOnlyWhatIsAcknowledged() {
        open("buy");
        var page = $(BuyElement.class).waitForFirst();
        page.chooseOffer(0);

        page.buy();
        assertThat(page.acknowledgementError()).isEqualTo("Please confirm to continue.");

        page.acknowledge();
        page.buy();
        assertThat(page.confirm()).contains("is placed");
    }
}
