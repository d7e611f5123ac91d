package io.drawdown.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import io.drawdown.base.NodeSeconds;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChartsBrowserTest extends BrowserTest {

    private static final String COLOURS = """
        canvas => {
          const pixels = new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer);
          const counts = new Map();
          pixels.forEach(pixel => counts.set(pixel, (counts.get(pixel) ?? 0) + 1));
          return [...counts].filter(([pixel, count]) => pixel && count > 20).map(([pixel]) => pixel).sort().join();
        }\
        """;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private JsonMapper json;

    private String account;
    private String packageId;

    /** Jobs of whole quarters of an hour over two weeks; the package's 100 hours last for most of them. */
    @BeforeEach
    void runJobs() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
        var region = world.region("Asia/Shanghai");
        var specification = world.specification("V100", region);
        packageId = world.buy(account, world.monthlyOffer("V100 100 h", region, specification, 100), 1, null)
                .resourcePackage()
                .id();
        clock.advance(Duration.ofDays(14));
        for (var day = 0; day < 13; day++) {
            var start = TestClock.START.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(15L * day));
            world.run(
                    account,
                    region,
                    specification,
                    "job-" + day,
                    start,
                    start.plus(Duration.ofMinutes(360 + 45L * day)));
        }
        signIn(world.customer(account, "a long password"), "a long password");
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390", "DARK, 390"})
    void drawsChartsWithSameFiguresAsApi(ColorScheme scheme, int width) {
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
        page.setViewportSize(width, 1000);

        page.navigate("/");
        assertDrawn(page.locator("drawdown-usage-chart"));
        openTable();
        var usage = rest("/usage?size=100").get("content");
        Assertions.assertThat(sum(2)).isEqualByComparingTo(hours(usage, "deductedNodeSeconds"));
        Assertions.assertThat(sum(3))
                .isEqualByComparingTo(hours(usage, "chargedNodeSeconds"))
                .isPositive();
        screenshotAndCheckPage("usage-chart-%s-%d.png".formatted(scheme, width));

        page.navigate("/packages/" + packageId);
        assertDrawn(page.locator("drawdown-remaining-chart"));
        openTable();
        Assertions.assertThat(column(2).getFirst()).isEqualByComparingTo("100");
        Assertions.assertThat(column(2).getLast())
                .isEqualByComparingTo(NodeSeconds.toNodeHours(rest("/packages/" + packageId)
                        .get("remainingNodeSeconds")
                        .longValue()));
        assertThat(page.locator(".chart-table p")).hasText("Alerts at 20\u00a0% (20\u00a0h).");
        screenshotAndCheckPage("remaining-chart-%s-%d.png".formatted(scheme, width));
    }

    @Test
    void followsThemeAndShowsFiguresOnHover() {
        for (var address : List.of("/", "/packages/" + packageId)) {
            page.navigate(address);
            var chart = page.locator("drawdown-usage-chart, drawdown-remaining-chart");
            assertDrawn(chart);
            var before = chart.locator("canvas").evaluate(COLOURS);

            var dark = page.locator("html").getAttribute("data-color-scheme").equals("dark");
            page.getByRole(
                            AriaRole.BUTTON,
                            new GetByRoleOptions()
                                    .setName(dark ? "Light theme" : "Dark theme")
                                    .setExact(true))
                    .click();
            page.waitForCondition(
                    () -> !chart.locator("canvas").evaluate(COLOURS).equals(before));

            chart.hover();
            assertThat(chart).containsText(" 2026");
            assertThat(chart).containsText("\u00a0h ");
        }
    }

    private void assertDrawn(Locator chart) {
        assertThat(chart).hasAttribute("role", "img");
        page.waitForCondition(() -> chart.locator("canvas").count() == 1
                && chart.locator("canvas").evaluate(COLOURS).toString().split(",").length > 3);
    }

    private void openTable() {
        page.getByText("Show as table").click();
        assertThat(page.locator(".chart-table tbody tr").first()).isVisible();
    }

    private void screenshotAndCheckPage(String picture) {
        page.screenshot(new ScreenshotOptions().setFullPage(true).setPath(Path.of("target/screenshots", picture)));
        assertAccessible(page);
        var overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assertions.assertThat(overflow).as("what overflows at %s", page.url()).isEqualTo(0);
        Assertions.assertThat(page.evaluate("document.querySelector('main').scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    private BigDecimal sum(int column) {
        return column(column).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<BigDecimal> column(int column) {
        return page.locator(".chart-table tbody tr > :nth-child(" + column + ")").allTextContents().stream()
                .map(text -> new BigDecimal(text.replace("\u00a0h", "").replace(",", "")))
                .toList();
    }

    private static BigDecimal hours(JsonNode rows, String field) {
        return NodeSeconds.toNodeHours(
                rows.valueStream().mapToLong(row -> row.get(field).longValue()).sum());
    }

    private JsonNode rest(String path) {
        var answer = page.request()
                .get(
                        "/api/v1/accounts/" + account + path,
                        RequestOptions.create()
                                .setHeader("Authorization", "Bearer an-admin-of-the-tests-with-a-long-key"));
        return json.readTree(answer.text());
    }
}
