package io.drawdown.testbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.testbench.BrowserTest;
import org.junit.jupiter.api.Tag;

@Tag("testbench")
class ResourcePackagesTest extends ConsoleTestBase {

    @BrowserTest
    void listsThePackagesOfTheAccount() {
        open("packages");
        var page = $(PackagesElement.class).waitForFirst();

        assertThat(page.title()).isEqualTo("Resource Packages");
        assertThat(page.packageCount()).isPositive();
        assertThat(page.packageName(0)).isNotBlank();
    }
}
