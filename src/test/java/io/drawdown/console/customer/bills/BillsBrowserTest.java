package io.drawdown.console.customer.bills;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.base.Money;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class BillsBrowserTest extends BrowserTest {

    @Autowired
    private World world;

    @Autowired
    private Accounts accounts;

    @Autowired
    private TestClock clock;

    private String account;

    @BeforeEach
    void createCharges() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
        var region = world.region("Asia/Shanghai");
        var specification = world.specification("V100", region);
        world.run(
                account,
                region,
                specification,
                "resnet-50/fold-3",
                TestClock.START.minusSeconds(10_000),
                TestClock.START);
        world.buy(account, world.monthlyOffer("V100 100 h", region, specification, 100), 2, null);
        clock.set(Instant.parse("2026-12-10T10:00:00Z"));
        world.asSystem(() -> accounts.put(new Account(
                account,
                "Acme Vision Ltd",
                Currency.getInstance("CNY"),
                ZoneId.of("Asia/Shanghai"),
                Money.of("5000", "CNY"))));
        signIn(world.customer(account, "a long password"), "a long password");
    }

    @Test
    void letsCustomerCheckBill() throws IOException {
        page.getByText("Bills").first().click();
        assertThat(page).hasURL(Pattern.compile("/bills$"));
        assertThat(page.getByText("Nothing to pay yet")).isVisible();
        page.getByText("November 2026").first().click();
        assertThat(page).hasURL(Pattern.compile("/bills\\?month=2026-11$"));
        assertThat(page.locator(".bill-total").first()).containsText("¥\u00a03,658.89 CNY");
        page.reload();
        assertThat(page.locator(".bill-total").first()).containsText("¥\u00a03,658.89 CNY");
        var file = page.waitForDownload(() -> page.getByText("Export CSV").click());
        Assertions.assertThat(Files.readString(file.path())).contains("V100 100 h × 2", "58.89,CNY");

        page.getByText("V100, pay-per-use").first().click();
        assertThat(page.getByText("58.88888889").locator("visible=true").first())
                .isVisible();
        page.getByText("resnet-50/fold-3").first().click();
        assertThat(page).hasURL(Pattern.compile("/usage/job\\?name=resnet-50"));
        assertThat(page.locator("h1")).hasText("resnet-50/fold-3");
        page.goBack();
        assertThat(page.locator("h1")).hasText("V100, pay-per-use");
        page.goBack();
        page.getByText("V100 100 h × 2").first().click();
        assertThat(page).hasURL(Pattern.compile("/packages/[0-9]+$"));
    }

    @Test
    void isAccessibleOnEveryScreenSize() {
        page.navigate("/bills?month=2026-11");
        var charges = page.locator("a[href*='bills/charges']").first().getAttribute("href");
        for (var scheme : ColorScheme.values()) {
            if (scheme == ColorScheme.NO_PREFERENCE) {
                continue;
            }
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
            for (var width : new int[] {1440, 390}) {
                page.setViewportSize(width, 900);
                for (var address : new String[] {"bills", "bills?month=2026-11", charges}) {
                    page.navigate("/" + address);
                    assertThat(page.locator(".card").first()).isVisible();
                    assertAccessible(page);
                    assertFits();
                }
            }
        }
    }

    private void assertFits() {
        var overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assertions.assertThat(overflow).as("what overflows at %s", page.url()).isEqualTo(0);
    }
}
