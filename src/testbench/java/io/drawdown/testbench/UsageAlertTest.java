package io.drawdown.testbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.testbench.BrowserTest;
import org.junit.jupiter.api.Tag;

@Tag("testbench")
class UsageAlertTest extends ConsoleTestBase {

    @BrowserTest
    void savesOnOkAndDiscardsOnCancel() {
        open("packages");
        var page = $(PackagesElement.class).waitForFirst();
        var dialog = page.openUsageAlert();
        dialog.enterFirstThresholds("40 %, 10 %");
        dialog.press("OK");
        waitUntil(driver -> page.says("The usage alerts are saved."));

        dialog = page.openUsageAlert();
        dialog.enterFirstThresholds("30 %");
        dialog.press("Cancel");

        assertThat(page.openUsageAlert().firstThresholds()).isEqualTo("40 %, 10 %");
    }
}
