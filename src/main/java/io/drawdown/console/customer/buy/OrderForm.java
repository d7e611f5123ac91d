package io.drawdown.console.customer.buy;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.account.model.Account;
import io.drawdown.base.FieldProblem;
import io.drawdown.base.ProblemException;
import io.drawdown.base.format.Format;
import io.drawdown.catalog.model.Region;
import io.drawdown.catalog.model.Specification;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.label.DomainLabels;
import io.drawdown.purchase.order.NewOrder;
import io.drawdown.purchase.order.Order;
import io.drawdown.usage.history.RecentUsage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The form with everything that an order needs, with the summary in view. */
class OrderForm extends Div {

    private static final Logger LOG = LoggerFactory.getLogger(OrderForm.class);

    /** The number of days up to now from which the page takes recent usage. */
    static final int RECENT_DAYS = 30;

    private static final int MAX_KEPT_LENGTH = 200;

    private final BuyServices services;
    private final Account account;
    private final Consumer<OrderSelection> chosen;
    private final BiConsumer<Order, Region> placed;
    private final List<RecentUsage> usage;
    private final OrderKey key = new OrderKey();

    private final RegionField regions;
    private final SpecificationField specifications = new SpecificationField(this::specificationChanged);
    private final Div notes = new Div();
    private final OfferField offers = new OfferField(this::changed);
    private final QuantityField quantity;
    private final EffectiveField effective;
    private final Div terms = new Div();
    private final OrderSummary summary;
    private final Span barText = new Span();
    private OrderDraft orderDraft = new OrderDraft(null, null, true, null, null, null);

    /**
     * Creates a form that starts from a choice.
     *
     * @param chosen is called whenever the choice that the address holds has changed
     * @param placed receives the placed order and the region of its package
     */
    OrderForm(
            BuyServices services,
            Buyer buyer,
            OrderSelection start,
            Consumer<OrderSelection> chosen,
            BiConsumer<Order, Region> placed) {
        this.services = services;
        this.account = buyer.account();
        this.chosen = chosen;
        this.placed = placed;
        usage = services.history().listRecent(account.code(), RECENT_DAYS);
        regions = new RegionField(buyer.subject(), usage);
        quantity = new QuantityField(Objects.requireNonNullElse(start.quantity(), "1"), this::changed);
        effective = new EffectiveField(account.zone(), services.clock()::instant, this::changed);
        summary = new OrderSummary(buyer, this::buy);

        addClassName("buy");
        notes.addClassName("notes");
        terms.add(quantity, effective);
        terms.addClassName("terms");
        var choices = new Div(regions, specifications, notes, offers, terms, bar());
        choices.addClassName("choices");
        add(choices, summary);

        fillFrom(start);
        regions.addValueChangeListener(change -> regionChanged());
    }

    private void fillFrom(OrderSelection start) {
        var all = listRegions();
        regions.setItems(all);
        if (start.region() != null) {
            regions.choose(start.region());
        } else {
            mostUsedRegion(all).ifPresent(regions::setValue);
        }
        showSpecifications(start.specification());
        showOffers(start.offer());
        if (start.offer() != null && offers.value() == null && offers.hasOffers()) {
            offers.showError("The package in this link is no longer on sale. Choose another.");
        }
        updateSummary();
    }

    /** Lists the regions that aren't retired, those that sell packages first. */
    private List<Region> listRegions() {
        return services.regions().list().stream()
                .filter(region -> !region.retired())
                .sorted(Comparator.comparing(Region::sellsPackages).reversed())
                .toList();
    }

    private String specificationName(String code) {
        return services.specifications().find(code).map(Specification::name).orElse(code);
    }

    /**
     * Returns the region that sells packages and has the largest recent usage of the account; without usage, the
     * first one.
     */
    private Optional<Region> mostUsedRegion(List<Region> all) {
        return all.stream().filter(Region::sellsPackages).max(Comparator.comparingLong(this::recentNodeSecondsIn));
    }

    private long recentNodeSecondsIn(Region region) {
        return usage.stream()
                .filter(one -> one.region().equals(region.code()))
                .mapToLong(RecentUsage::nodeSeconds)
                .sum();
    }

    private void regionChanged() {
        regions.setInvalid(false);
        showSpecifications(null);
        specificationChanged();
    }

    private void specificationChanged() {
        showNotes(null);
        showOffers(null);
        changed();
    }

    private void changed() {
        summary.clearError();
        updateSummary();
        chosen.accept(selection());
    }

    private OrderSelection selection() {
        var region = regions.getValue();
        var specification = specifications.value();
        var offer = offers.value();
        return new OrderSelection(
                region == null ? null : region.code(),
                specification == null ? null : specification.code(),
                offer == null ? null : offer.code(),
                // The text is kept as typed, so that a page opened from its address shows it unchanged.
                quantity.getValue().length() > MAX_KEPT_LENGTH ? null : quantity.getValue());
    }

    private void showSpecifications(@Nullable String asked) {
        var region = regions.getValue();
        var before = specifications.value();
        var preferred = Stream.concat(
                Stream.of(
                                Optional.ofNullable(asked),
                                Optional.ofNullable(before).map(Specification::code))
                        .flatMap(Optional::stream),
                usage.stream()
                        .filter(one -> region != null && one.region().equals(region.code()))
                        .map(RecentUsage::specification));
        specifications.setSpecifications(
                region == null ? List.of() : services.offersForSale().specifications(account.code(), region.code()),
                preferred);
        showNotes(asked);
    }

    private void showOffers(@Nullable String preferred) {
        var region = regions.getValue();
        var specification = specifications.value();
        offers.setOffers(
                region == null || specification == null
                        ? List.of()
                        : services.offersForSale().offers(account.code(), region.code(), specification.code()),
                preferred);
        terms.setVisible(offers.hasOffers());
    }

    /** Shows what the buyer should know about the specification in the region before choosing a package. */
    private void showNotes(@Nullable String asked) {
        notes.removeAll();
        var region = regions.getValue();
        var specification = specifications.value();
        if (region == null) {
            return;
        }
        if (specification == null) {
            notes.add(new Notice(
                    Notice.Tone.INFO,
                    "No packages for %s are on sale in %s. Choose another region."
                            .formatted(region.code(), account.currency())));
            return;
        }
        if (asked != null && !asked.equals(specification.code())) {
            notes.add(new Notice(
                    Notice.Tone.WARNING,
                    "No packages for %s are on sale in %s. Choose another region or specification."
                            .formatted(specificationName(asked), region.code())));
        }
        if (!hasRun(region, specification)) {
            notes.add(neverRanNotice(region, specification));
        }
    }

    private boolean hasRun(Region region, Specification specification) {
        return usage.stream()
                        .anyMatch(one -> one.region().equals(region.code())
                                && one.specification().equals(specification.code()))
                || services.history().hasRun(account.code(), region.code(), specification.code());
    }

    private Notice neverRanNotice(Region region, Specification specification) {
        var elsewhere = listRegions().stream()
                .filter(other -> !other.equals(region) && hasRun(other, specification))
                .map(Region::code)
                .toList();
        var text = "%s has never run %s in %s%s. A package for %3$s works only there."
                .formatted(
                        account.name(),
                        specification.name(),
                        region.code(),
                        elsewhere.isEmpty() ? "" : ", only in " + DomainLabels.joinWithAnd(elsewhere));
        return new Notice(Notice.Tone.WARNING, text);
    }

    private void updateSummary() {
        var offer = offers.value();
        var effectiveAt = effective.isTimeKnown() ? effective.value() : null;
        var count = quantity.read();
        var quote = offer != null && count != null
                ? services.orders().quote(account.code(), offer.code(), count, effectiveAt)
                : null;
        orderDraft = new OrderDraft(
                regions.getValue(), offer, effective.isTimeKnown(), effectiveAt, quote, recentUsageRate());
        summary.show(orderDraft, services.clock().instant());
        barText.setText(
                quote == null
                        ? "Nothing chosen yet"
                        : "%s × %s · %s"
                                .formatted(
                                        quote.offer().name(),
                                        Format.count(quote.quantity()),
                                        Format.money(quote.price())));
    }

    private @Nullable RecentUsageRate recentUsageRate() {
        var region = regions.getValue();
        var specification = specifications.value();
        if (region == null || specification == null) {
            return null;
        }
        return usage.stream()
                .filter(one -> one.region().equals(region.code())
                        && one.specification().equals(specification.code()))
                .filter(one -> one.nodeSeconds() > 0)
                .map(one -> new RecentUsageRate(one.nodeSeconds(), RECENT_DAYS))
                .findFirst()
                .orElse(null);
    }

    private void buy() {
        summary.clearError();
        var quote = orderDraft.quote();
        if (checkFields() && quote != null) {
            var order = new NewOrder(
                    quote.offer().code(),
                    quote.quantity(),
                    orderDraft.effectiveAt(),
                    quote.price(),
                    summary.acknowledgements());
            new BuyConfirmation(account, quote, () -> placeOrder(order, quote.region())).open();
        }
    }

    /** Shows all errors at their fields and moves the focus to the first one. */
    private boolean checkFields() {
        var wrong = new ArrayList<Runnable>();
        if (regions.getValue() == null) {
            regions.showError("Choose a region that sells packages.");
            wrong.add(regions::focus);
        } else if (offers.value() == null) {
            offers.showError("Choose a package.");
            wrong.add(offers::focus);
        }
        if (!quantity.checkComplete()) {
            wrong.add(quantity::focus);
        }
        if (!effective.checkComplete()) {
            wrong.add(effective::focus);
        }
        var unacknowledged = summary.firstMissingAcknowledgement();
        if (unacknowledged != null) {
            wrong.add(unacknowledged::focus);
        }
        wrong.stream().findFirst().ifPresent(Runnable::run);
        return wrong.isEmpty();
    }

    private void placeOrder(NewOrder asked, Region region) {
        Order order;
        try {
            order = services.orders()
                    .place(account.code(), key.keyFor(asked), asked)
                    .order();
        } catch (ProblemException problem) {
            showProblem(problem, asked);
            return;
        } catch (RuntimeException failure) {
            LOG.error("An order of {} failed", account.code(), failure);
            summary.showError(
                    "Something went wrong, and the order may or may not have been placed. Press the button again: an"
                            + " unchanged order is bought only once.");
            return;
        }
        placed.accept(order, region);
    }

    private void showProblem(ProblemException problem, NewOrder asked) {
        switch (problem.type()) {
            case PRICE_CHANGED -> showNewPrice(asked);
            case REGION_SELLS_NO_PACKAGES -> {
                regions.setItems(listRegions());
                regions.showError(problem.detail());
                regions.focus();
            }
            case OFFER_NOT_ON_SALE, CURRENCY_MISMATCH -> {
                showOffers(null);
                changed();
                offers.showError(problem.detail());
                offers.focus();
            }
            default ->
                problem.errors().stream()
                        .findFirst()
                        .ifPresentOrElse(
                                field -> showProblem(field, problem.detail()),
                                () -> summary.showError(problem.detail()));
        }
    }

    private void showProblem(FieldProblem field, String detail) {
        switch (field.field()) {
            case "quantity" -> quantity.showError(detail);
            case "effectiveAt" -> effective.showError(detail);
            case "acknowledgements.nonRefundable" -> summary.nonRefundable().showError(detail);
            case "acknowledgements.region" -> summary.region().showError(detail);
            default -> summary.showError(detail);
        }
    }

    private void showNewPrice(NewOrder asked) {
        showOffers(asked.offer());
        updateSummary();
        var before = asked.price();
        var now = orderDraft.quote();
        if (before != null && now != null) {
            summary.showError("The price has changed from %s to %s. Nothing was bought. "
                            .formatted(Format.money(before), Format.money(now.price()))
                    + "Buy at the new price, or choose another package.");
        }
    }

    private Div bar() {
        var review = new Button("See your order", click -> summary.scrollIntoView());
        review.addThemeVariants(ButtonVariant.TERTIARY);
        var bar = new Div(barText, review);
        bar.addClassName("order-bar");
        return bar;
    }
}
