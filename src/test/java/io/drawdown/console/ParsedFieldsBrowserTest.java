package io.drawdown.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.base.Money;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Pool;
import io.drawdown.quota.Packages;
import io.drawdown.quota.packages.PackageFilter;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Numbers, days and times as people type and paste them: a browser drops nothing of them, and what can't be read is said. */
class ParsedFieldsBrowserTest extends BrowserTest {

    private static final List<String> NO_NUMBERS = List.of(
            "1,20",
            "5000,50",
            "1,200",
            "2.000,50",
            "1\u00a0200.50",
            "1e3",
            "$5",
            "5000 EUR",
            "½",
            "٥٠",
            "5\u200b0",
            "1234567890123456789012345678901234567890",
            " ");

    private static final List<String> NO_DAYS =
            List.of("31.12.2026", "2026-13-01", "tomorrow", "12/11/2026", "2026-02-30", "26-11-30", " ");

    private static final List<String> NO_TIMES = List.of(
            "2026-11-30", "14:20", "2026-11-30 25:00", "2026-11-30 9am", "31.12.2026 10:00", "2026-02-30 10:00", " ");

    enum Place {
        PRICE("/list-prices", "New price …", "Price of a node-hour", NO_NUMBERS),
        LIMIT("/accounts", "New account …", "Credit limit a month", NO_NUMBERS),
        HOURS("/offers", "Add an offer …", "Node-hours", NO_NUMBERS),
        MONTHS("/offers", "Add an offer …", "Months of validity", NO_NUMBERS),
        GIFT("/accounts/{account}", "Give a package …", "Quantity", NO_NUMBERS),
        QUANTITY("/buy?account={account}&region={region}", null, "Quantity", NO_NUMBERS),
        GIFT_TIME("/accounts/{account}", "Give a package …", "Effective from", NO_TIMES),
        FILTER("/audit", null, "From", NO_DAYS),
        JOBS("/usage?account={account}", null, "To", NO_DAYS);

        private final String address;
        private final String opener;
        private final String label;
        private final List<String> unreadable;

        Place(String address, String opener, String label, List<String> unreadable) {
            this.address = address;
            this.opener = opener;
            this.label = label;
            this.unreadable = unreadable;
        }
    }

    @Autowired
    private World world;

    @Autowired
    private Users users;

    @Autowired
    private ListPrices listPrices;

    @Autowired
    private Packages packages;

    @Autowired
    private TestClock clock;

    private String account;
    private String region;
    private String v100;
    private String offer;

    @BeforeEach
    void signIn() {
        clock.set(TestClock.START);
        account = world.accountNamed("Acme Vision Ltd");
        region = world.region("Asia/Shanghai");
        v100 = world.specification("V100", region);
        offer = world.monthlyOffer("V100 10 h", region, v100, 10);
        world.run(account, region, v100, "train", TestClock.START.minusSeconds(3600), TestClock.START);
        var name = World.code("sam");
        world.asSystem(() -> {
            users.put(name, "Sam Reed", "a long password", Role.ADMIN, null);
            return null;
        });
        signIn(name, "a long password");
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void keepsTypedAndPastedTextAndExplainsFormat(Place place) {
        show(place);
        var field = page.getByLabel(place.label, new GetByLabelOptions().setExact(true))
                .first();
        var host = page.locator("vaadin-text-field")
                .filter(new Locator.FilterOptions().setHas(field))
                .first();
        for (var text : place.unreadable) {
            for (var pasted : new boolean[] {false, true}) {
                field.fill("");
                if (pasted) {
                    page.evaluate("text => navigator.clipboard.writeText(text)", text);
                    field.press("Control+v");
                } else {
                    field.pressSequentially(text);
                }
                field.blur();
                assertThat(field).hasValue(text);
                assertThat(host).hasAttribute("invalid", "");
                assertThat(host.locator("[slot=error-message]")).hasText(Pattern.compile("\\S"));
            }
        }
    }

    @Test
    void pastesLineBreaksAsSpaces() {
        show(Place.PRICE);
        var price = input("Price of a node-hour");
        page.evaluate("navigator.clipboard.writeText('5\\n0')");
        price.press("Control+v");
        price.blur();
        assertThat(price).hasValue("5 0");
        assertThat(said("Write a number in digits, such as 1200.50.")).isVisible();
    }

    @Test
    void asksForConfirmationOfTenfoldPrice() {
        page.navigate("/list-prices/history?region=" + region + "&specification=" + v100 + "&pool=public");
        button("New price …").click();
        var price = input("Price of a node-hour");
        price.pressSequentially("212,0");
        assertThat(said("Write 212.0.")).isVisible();
        button("Set the price").click();
        assertThat(price).isFocused();
        price.fill("212.0");
        assertThat(page.getByText("¥\u00a0212.00 a node-hour. The price before was ¥\u00a021.20: 10 times as much."))
                .isVisible();
        button("Set the price").click();
        assertThat(page.getByRole(AriaRole.ALERTDIALOG)).containsText("Is it ¥\u00a0212.00 a node-hour?");
        page.getByRole(AriaRole.ALERTDIALOG).getByText("Cancel").click();
        Assertions.assertThat(listPrices.list(region, v100, Pool.PUBLIC)).hasSize(1);

        button("Set the price").click();
        button("Yes, it is ¥\u00a0212.00").click();
        assertThat(page.locator(".notice")).containsText("costs ¥\u00a0212.00 a node-hour");
        Assertions.assertThat(listPrices.list(region, v100, Pool.PUBLIC))
                .extracting(ListPrice::perNodeHour)
                .contains(Money.of("212.00", "CNY"));
    }

    @Test
    void rejectsUnreadableQuantityAndStepsByArrowKeys() {
        show(Place.GIFT);
        page.getByLabel("Offer").fill("V100 10 h · V100 · " + region);
        page.keyboard().press("Enter");
        var quantity = input("Quantity");
        quantity.fill("");
        quantity.pressSequentially("1.5");
        button("Give package").click();
        assertThat(said("Write a whole number without a point, such as 15.")).isVisible();
        assertThat(quantity).isFocused();
        Assertions.assertThat(world.asSystem(
                        () -> packages.list(account, PackageFilter.ALL).count()))
                .isZero();

        quantity.fill("14");
        quantity.press("ArrowUp");
        assertThat(quantity).hasValue("15");
        assertThat(page.getByText("15\u00a0packages of 10\u00a0h: 150.00\u00a0h of V100"))
                .isVisible();
        button("One less").click();
        assertThat(quantity).hasValue("14");
    }

    @Test
    void takesDayFromCalendar() {
        page.navigate("/usage?account=" + account);
        button("Choose a day").click();
        page.locator(".calendar input")
                .first()
                .evaluate("(one) => { one.value = '2026-11-21'; one.dispatchEvent(new Event('change')); }");
        assertThat(page.getByLabel("From").first()).hasValue("2026-11-21");
        assertThat(page).hasURL(Pattern.compile("from=2026-11-21"));
        closeCalendar();
        page.getByLabel("From").first().fill("21.11.2026");
        page.keyboard().press("Enter");
        assertThat(page.getByText("Not filtered yet: correct what is marked")).isVisible();
        assertThat(page).hasURL(Pattern.compile("from=2026-11-21"));
    }

    // The open calendar takes the keys that are meant for the field.
    private void closeCalendar() {
        page.keyboard().press("Escape");
    }

    @Test
    void replacesStaleMessageWhenTimeChanges() {
        page.navigate("/buy?account=" + account + "&region=" + region + "&specification=" + v100 + "&offer=" + offer);
        page.getByText("At a chosen time").click();
        page.locator(".order-summary").getByRole(AriaRole.BUTTON).click();
        assertThat(said("Write a day and a time, such as 2026-11-30 14:20.")).isVisible();
        input("Effective from").fill("2026-11-01 10:00");
        input("Effective from").blur();
        assertThat(said("This time is in the past.")).isVisible();
        assertThat(said("Write a day and a time, such as 2026-11-30 14:20.")).hasCount(0);
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390", "DARK, 390"})
    void isAccessibleInEveryColorSchemeAndWidth(ColorScheme scheme, int width) {
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
        page.setViewportSize(width, 900);
        for (var place : List.of(Place.PRICE, Place.GIFT_TIME, Place.QUANTITY, Place.JOBS)) {
            show(place);
            var field = page.getByLabel(place.label, new GetByLabelOptions().setExact(true))
                    .first();
            field.fill(place.unreadable.getFirst());
            field.blur();
            assertThat(page.locator("vaadin-text-field[invalid]")).hasCount(1);
            assertAccessible(page);
            Assertions.assertThat(page.evaluate(
                            "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .isEqualTo(0);
        }
    }

    private void show(Place place) {
        page.navigate(place.address.replace("{account}", account).replace("{region}", region));
        if (place.opener != null) {
            button(place.opener).click();
        }
    }

    /** The message at a field, which is also read out elsewhere. */
    private Locator said(String message) {
        return page.locator("[slot=error-message]").filter(new Locator.FilterOptions().setHasText(message));
    }

    private Locator input(String label) {
        return page.getByLabel(label, new GetByLabelOptions().setExact(true));
    }

    private Locator button(String name) {
        return page.getByRole(
                        AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true))
                .locator("visible=true")
                .first();
    }
}
