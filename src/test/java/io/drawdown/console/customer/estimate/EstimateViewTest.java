package io.drawdown.console.customer.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.internal.PendingJavaScriptInvocation;
import com.vaadin.flow.component.shared.HasValidationProperties;
import io.drawdown.account.model.Role;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.field.CountField;
import io.drawdown.console.components.field.DecimalField;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class EstimateViewTest extends ConsoleTest {

    private static final Instant NOW = TestClock.START;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    private String account;
    private String region;
    private String v100;
    private String offer;

    @BeforeEach
    void openShop() {
        clock.set(NOW);
        account = world.accountNamed("Acme Vision Ltd");
        region = world.region("Asia/Shanghai");
        v100 = world.specification("V100", region);
        offer = world.monthlyOffer("V100 10 h", region, v100, 10);
        signInAsCustomerOf(account);
    }

    @Test
    void reportsThatJobFits() {
        world.buy(account, offer, 5, null);

        ask("nodes=4&hours=12.5");

        assertThat(verdict()).isEqualTo("It fits");
        assertThat(words()).isEqualTo("Packages cover all 50.00\u00a0h. Nothing would be charged.");
        assertThat(text(answer()))
                .contains("4\u00a0nodes × 12.5 h = 50.00\u00a0h", "23 Nov 2026, 06:30")
                .doesNotContain("List price");
        assertThat(rows()).containsExactly("V100 10 h ×\u00a05");
        assertThat(find(LinkButton.class).all()).isEmpty();
    }

    @Test
    void reportsEndOfCoverageAndCostOfRest() {
        world.buy(account, offer, 1, null);

        ask("nodes=1&hours=22.5");

        assertThat(verdict()).isEqualTo("It fits in part");
        assertThat(words())
                .isEqualTo("Packages cover it until 23 Nov 2026, 04:00; "
                        + "the last 12.50\u00a0h would cost about ¥\u00a0265.00 pay-per-use.");
        assertThat(rows())
                .containsExactly(
                        "V100 10 h ×\u00a01",
                        "Pay-per-useV100 10 h ×\u00a01, and every other package for this job, will be used up by"
                                + " then.");
        assertThat(text(answer())).contains("¥\u00a021.20 / h", "Packages 10.00\u00a0h", "Pay-per-use 12.50\u00a0h");
        assertThat(find(LinkButton.class).single().getHref())
                .startsWith("buy?")
                .contains("region=" + region, "specification=" + v100);
    }

    @Test
    void answersAndAsksAboutAHundredTimesTheUsualNodes() {
        world.setPrice(region, v100, "21.20");
        world.run(account, region, v100, "the usual", NOW.minus(Duration.ofHours(2)), NOW.minus(Duration.ofHours(1)));

        ask("nodes=99&hours=5");
        assertThat(verdict()).isEqualTo("It doesn’t fit");
        assertThat(find(Notice.class).exists()).isFalse();

        ask("nodes=100&hours=5");
        assertThat(verdict()).isEqualTo("It doesn’t fit");
        assertThat(words()).contains("all 500.00\u00a0h would cost about ¥\u00a010,600.00");
        assertThat(text(find(Notice.class).single()))
                .isEqualTo("The largest job of the last 30 days had 1\u00a0node. Did you mean 100?");
    }

    @Test
    void reportsThatNoPackageCoversJob() {
        ask("nodes=2&hours=5");

        assertThat(verdict()).isEqualTo("It doesn’t fit");
        assertThat(words())
                .isEqualTo("No package covers any of it: all 10.00\u00a0h would cost about ¥\u00a0212.00 pay-per-use.");
        assertThat(rows()).containsExactly("Pay-per-useNo package covers it.");
    }

    @Test
    void reportsCoverageWithGapInMiddle() {
        world.buy(account, offer, 1, NOW.plus(Duration.ofHours(2)));

        ask("nodes=1&hours=5");

        assertThat(words())
                .isEqualTo("Packages cover 3.00 of 5.00\u00a0h; the other 2.00\u00a0h would cost about ¥\u00a042.40"
                        + " pay-per-use.");
        assertThat(rows())
                .containsExactly(
                        "Pay-per-useV100 10 h ×\u00a01 takes effect on 22 Nov 2026, 20:00.", "V100 10 h ×\u00a01");
    }

    @Test
    void mergesSegmentsOfSamePackage() {
        world.buy(account, offer, 3, null);
        world.buy(account, world.monthlyOffer("V100 20 h", region, v100, 20), 1, NOW.plus(Duration.ofHours(1)));

        ask("nodes=1&hours=24");

        assertThat(rows()).containsExactly("V100 10 h ×\u00a03");
    }

    @Test
    void offersNoPackageForDedicatedPool() {
        world.setPrice(region, v100, "21.20");
        world.buy(account, offer, 1, null);

        ask("pool=dedicated&nodes=1&hours=1");

        assertThat(rows()).containsExactly("Pay-per-usePackages cover public pools only.");
        assertThat(find(LinkButton.class).all()).isEmpty();
    }

    @Test
    void answersWhileTypingAndKeepsPlanInAddress() {
        world.buy(account, offer, 1, null);
        ask("");
        assertThat(words()).contains("the last 14.00\u00a0h");

        test(nodes()).setValue("2");
        test(hours()).setValue("5.0");

        assertThat(verdict()).isEqualTo("It fits");
        assertThat(shownAddress())
                .contains(
                        "estimate?",
                        "region=" + region,
                        "specification=" + v100,
                        "pool=public",
                        "activity=training",
                        "nodes=2",
                        "hours=5.0");
    }

    @Test
    void startsWithMostUsedRegionAndSpecification() {
        var other = world.specification("A100", region);
        world.run(account, region, other, "job", NOW.minus(Duration.ofHours(1)), NOW);

        open("estimate", EstimateView.class);

        assertThat(combo("Region").getValue()).isEqualTo(region);
        assertThat(combo("Specification").getValue()).isEqualTo(other);
        assertThat(words()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        region=nowhere        | Region        | Choose a region.
        specification=nothing | Specification | Choose a specification.
        pool=private          | Pool          | Choose a pool.
        activity=sleeping     | Activity      | Choose an activity.
        nodes=0               | Nodes         | Enter a whole number from 1 to 1,000,000.
        nodes=1000001         | Nodes         | Enter a whole number from 1 to 1,000,000.
        nodes=many            | Nodes         | Write a whole number in digits, such as 15.
        nodes=1.5             | Nodes         | Write a whole number without a point, such as 15.
        hours=0               | Hours         | Enter hours such as 12.5, from a second to 8,760.
        hours=8760.1          | Hours         | Enter hours such as 12.5, from a second to 8,760.
        hours=1e9             | Hours         | Write a number in digits, such as 1200.50.
        hours=12,5            | Hours         | Write 12.5.
        hours=0.0001          | Hours         | Enter hours such as 12.5, from a second to 8,760.
        """)
    void showsErrorAtField(String wrong, String label, String message) {
        open(
                "estimate?" + (wrong.startsWith("region") ? "" : "region=" + region + "&")
                        + (wrong.startsWith("specification") ? "" : "specification=" + v100 + "&") + wrong,
                EstimateView.class);

        var field = fields().stream()
                .filter(one -> label.equals(one.getElement().getProperty("label")))
                .findFirst()
                .orElseThrow();
        assertThat(((HasValidationProperties) field).isInvalid()).isTrue();
        assertThat(((HasValidationProperties) field).getErrorMessage()).contains(message);
        assertThat(fields().stream().filter(one -> ((HasValidationProperties) one).isInvalid()))
                .hasSize(1);
        assertThat(words()).endsWith("to see the estimate.");
        assertThat(find(StatusBadge.class).all()).isEmpty();
    }

    @Test
    void answersAfterErrorIsCorrected() {
        ask("nodes=0");

        test(nodes()).setValue("1");

        assertThat(nodes().isInvalid()).isFalse();
        assertThat(verdict()).isEqualTo("It doesn’t fit");
    }

    @Test
    void explainsMissingPrice() {
        var bare = world.specification("P100");
        open("estimate?region=" + region + "&specification=" + bare, EstimateView.class);

        assertThat(combo("Specification").getErrorMessage())
                .isEqualTo("P100 has no list price in the public pool of " + region
                        + ", so nothing can run on it there. Choose another one.");
    }

    @Test
    void isReadOnlyForSupport() {
        signInAs(Role.SUPPORT);

        open("estimate?account=" + account + "&region=" + region + "&specification=" + v100, EstimateView.class);

        assertThat(verdict()).isEqualTo("It doesn’t fit");
        assertThat(find(LinkButton.class).all()).isEmpty();
    }

    @Test
    void keepsAccountChosenByStaff() {
        signInAs(Role.ADMIN);
        open("estimate?account=" + account + "&region=" + region + "&specification=" + v100, EstimateView.class);

        assertThat(find(LinkButton.class).single().getHref())
                .startsWith("buy?")
                .contains("account=" + account, "region=" + region, "specification=" + v100);
        test(nodes()).setValue("3");
        assertThat(shownAddress()).contains("account=" + account, "nodes=3");
    }

    private void ask(String more) {
        open("estimate?region=" + region + "&specification=" + v100 + "&" + more, EstimateView.class);
    }

    private EstimateResultCard answer() {
        return find(EstimateResultCard.class).single();
    }

    private String verdict() {
        return find(StatusBadge.class).single().getText();
    }

    private String words() {
        return $(Paragraph.class, answer()).single().getText();
    }

    private CountField nodes() {
        return find(CountField.class).single();
    }

    private DecimalField hours() {
        return find(DecimalField.class).single();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> combo(String label) {
        return (ComboBox<String>) fields().stream()
                .filter(one -> label.equals(one.getElement().getProperty("label")))
                .findFirst()
                .orElseThrow();
    }

    private List<Component> fields() {
        return find(EstimateForm.class)
                .single()
                .getChildren()
                .flatMap(one -> one instanceof HasValidationProperties ? Stream.of(one) : one.getChildren())
                .toList();
    }

    /** Who pays, row by row, and why. */
    private List<String> rows() {
        var table = test(find(CoverageGrid.class).single());
        return IntStream.range(0, table.size())
                .mapToObj(row -> text(table.getCellComponent(row, 0)))
                .toList();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }

    private static String shownAddress() {
        return UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations().stream()
                .map(PendingJavaScriptInvocation::getInvocation)
                .filter(one -> one.getExpression().contains("replaceState")
                        || one.getExpression().contains("vaadin-navigate"))
                .flatMap(one -> one.getParameters().stream())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> text.startsWith("estimate?"))
                .reduce("", (before, after) -> after);
    }
}
