package io.drawdown.console.buy;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.account.Account;
import io.drawdown.base.FieldProblem;
import io.drawdown.base.ProblemException;
import io.drawdown.catalog.Region;
import io.drawdown.catalog.Specification;
import io.drawdown.console.components.Notice;
import io.drawdown.console.format.Format;
import io.drawdown.purchase.Order;
import io.drawdown.purchase.PlaceOrder;
import io.drawdown.usage.RecentUsage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that an order needs on one page, with what it comes to in view. */
class OrderForm extends Div {

    private static final Logger LOG = LoggerFactory.getLogger(OrderForm.class);

    private static final int LONGEST_KEPT = 200;

    private final Desk desk;
    private final Buyer buyer;
    private final Account account;
    private final Consumer<Choice> chosen;
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
    private Draft draft = new Draft(null, null, true, null, null, null);

    /**
     * A form that starts from a choice.
     *
     * @param chosen told whenever what the address keeps has changed
     * @param placed told of the order and the region of its package when it has been placed
     */
    OrderForm(Desk desk, Buyer buyer, Choice start, Consumer<Choice> chosen, BiConsumer<Order, Region> placed) {
        this.desk = desk;
        this.buyer = buyer;
        this.account = buyer.account();
        this.chosen = chosen;
        this.placed = placed;
        usage = desk.recentUsage(account);
        regions = new RegionField(buyer.subject(), usage);
        quantity = new QuantityField(Objects.requireNonNullElse(start.quantity(), "1"), this::changed);
        effective = new EffectiveField(account.zone(), desk::now, this::changed);
        summary = new OrderSummary(buyer, this::buy);

        addClassName("buy");
        notes.addClassName("notes");
        terms.add(quantity, effective);
        terms.addClassName("terms");
        var choices = new Div(regions, specifications, notes, offers, terms, bar());
        choices.addClassName("choices");
        add(choices, summary);

        begin(start);
        regions.addValueChangeListener(change -> regionChanged());
    }

    private void begin(Choice start) {
        var all = desk.regions();
        regions.setItems(all);
        if (start.region() != null) {
            regions.choose(start.region());
        } else {
            usualRegion(all).ifPresent(regions::setValue);
        }
        offerSpecifications(start.specification());
        offerOffers(start.offer());
        if (start.offer() != null && offers.value() == null && offers.hasSome()) {
            offers.refuse("The package that the address names is not on sale here. Choose one of these.");
        }
        draw();
    }

    /** The region that sells packages in which the account ran most of late; the first that sells any if it ran nothing. */
    private Optional<Region> usualRegion(List<Region> all) {
        return all.stream().filter(Region::sellsPackages).max(Comparator.comparingLong(this::ranIn));
    }

    private long ranIn(Region region) {
        return usage.stream()
                .filter(one -> one.region().equals(region.code()))
                .mapToLong(RecentUsage::nodeSeconds)
                .sum();
    }

    private void regionChanged() {
        regions.setInvalid(false);
        offerSpecifications(null);
        specificationChanged();
    }

    private void specificationChanged() {
        note(null);
        offerOffers(null);
        changed();
    }

    private void changed() {
        summary.clearRefusal();
        draw();
        chosen.accept(choice());
    }

    private Choice choice() {
        var region = regions.getValue();
        var specification = specifications.value();
        var offer = offers.value();
        return new Choice(
                region == null ? null : region.code(),
                specification == null ? null : specification.code(),
                offer == null ? null : offer.code(),
                // As it is written: a page that is built again from its address must not change it.
                quantity.getValue().length() > LONGEST_KEPT ? null : quantity.getValue());
    }

    private void offerSpecifications(@Nullable String asked) {
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
        specifications.offer(region == null ? List.of() : desk.specifications(account, region), preferred);
        note(asked);
    }

    private void offerOffers(@Nullable String preferred) {
        var region = regions.getValue();
        var specification = specifications.value();
        offers.offer(
                region == null || specification == null
                        ? List.of()
                        : desk.offers(account, region, specification.code()),
                preferred);
        terms.setVisible(offers.hasSome());
    }

    /** Says what the buyer should know of the specification in the region before choosing a package. */
    private void note(@Nullable String asked) {
        notes.removeAll();
        var region = regions.getValue();
        var specification = specifications.value();
        if (region == null) {
            return;
        }
        if (specification == null) {
            notes.add(new Notice(
                    Notice.Tone.INFO,
                    "No packages are on sale in %s in %s at present. Choose another region."
                            .formatted(region.code(), account.currency())));
            return;
        }
        if (asked != null && !asked.equals(specification.code())) {
            notes.add(new Notice(
                    Notice.Tone.WARNING,
                    "No package for %s is on sale in %s at present. Choose another region or specification."
                            .formatted(desk.nameOf(asked), region.code())));
        }
        if (!hasRun(region, specification)) {
            notes.add(neverRan(region, specification));
        }
    }

    private boolean hasRun(Region region, Specification specification) {
        return usage.stream()
                        .anyMatch(one -> one.region().equals(region.code())
                                && one.specification().equals(specification.code()))
                || desk.hasRun(account, region, specification.code());
    }

    private Notice neverRan(Region region, Specification specification) {
        var elsewhere = desk.regions().stream()
                .filter(other -> !other.equals(region) && hasRun(other, specification))
                .map(Region::code)
                .collect(Collectors.joining(", "));
        var text = "%s has never run %s in %s%s. A package for %3$s covers nothing anywhere else."
                .formatted(
                        account.name(),
                        specification.name(),
                        region.code(),
                        elsewhere.isEmpty() ? "" : ", only in " + elsewhere);
        return new Notice(Notice.Tone.WARNING, text);
    }

    private void draw() {
        var offer = offers.value();
        var effectiveAt = effective.isKnown() ? effective.value() : null;
        var count = quantity.read();
        var quote = offer != null && count != null ? desk.quote(account, offer.code(), count, effectiveAt) : null;
        draft = new Draft(regions.getValue(), offer, effective.isKnown(), effectiveAt, quote, pace());
        summary.show(draft, desk.now());
        barText.setText(
                quote == null
                        ? "Nothing chosen yet"
                        : "%s × %s · %s"
                                .formatted(
                                        quote.offer().name(),
                                        Format.count(quote.quantity()),
                                        Format.money(quote.price())));
    }

    private @Nullable Pace pace() {
        var region = regions.getValue();
        var specification = specifications.value();
        if (region == null || specification == null) {
            return null;
        }
        return usage.stream()
                .filter(one -> one.region().equals(region.code())
                        && one.specification().equals(specification.code()))
                .filter(one -> one.nodeSeconds() > 0)
                .map(one -> new Pace(one.nodeSeconds(), Desk.RECENT_DAYS))
                .findFirst()
                .orElse(null);
    }

    private void buy() {
        summary.clearRefusal();
        var quote = draft.quote();
        if (check() && quote != null) {
            var order = new PlaceOrder(
                    quote.offer().code(),
                    quote.quantity(),
                    draft.effectiveAt(),
                    quote.price(),
                    summary.acknowledgements());
            new BuyConfirmation(account, quote, () -> place(order, quote.region())).open();
        }
    }

    /** Says at every field what is wrong with it, and leads to the first that is. */
    private boolean check() {
        var wrong = new ArrayList<Runnable>();
        if (regions.getValue() == null) {
            regions.refuse("Choose a region that sells packages.");
            wrong.add(regions::focus);
        } else if (offers.value() == null) {
            offers.refuse("Choose a package.");
            wrong.add(offers::focus);
        }
        if (!quantity.isComplete()) {
            wrong.add(quantity::focus);
        }
        if (!effective.isComplete()) {
            wrong.add(effective::focus);
        }
        var unacknowledged = summary.check();
        if (unacknowledged != null) {
            wrong.add(unacknowledged::focus);
        }
        wrong.stream().findFirst().ifPresent(Runnable::run);
        return wrong.isEmpty();
    }

    private void place(PlaceOrder asked, Region region) {
        Order order;
        try {
            order = desk.place(account, key.of(asked), asked);
        } catch (ProblemException problem) {
            tell(problem, asked);
            return;
        } catch (RuntimeException failure) {
            LOG.error("An order of {} failed", account.code(), failure);
            summary.refuse("Something went wrong here, and it isn’t certain that the order was placed. "
                    + "Press the button again: unless you change the order, it is bought once.");
            return;
        }
        placed.accept(order, region);
    }

    private void tell(ProblemException problem, PlaceOrder asked) {
        switch (problem.type()) {
            case PRICE_CHANGED -> tellNewPrice(asked);
            case REGION_SELLS_NO_PACKAGES -> {
                regions.setItems(desk.regions());
                regions.refuse(problem.detail());
                regions.focus();
            }
            case OFFER_NOT_ON_SALE, CURRENCY_MISMATCH -> {
                offerOffers(null);
                changed();
                offers.refuse(problem.detail());
                offers.focus();
            }
            default ->
                problem.errors().stream()
                        .findFirst()
                        .ifPresentOrElse(
                                field -> tell(field, problem.detail()), () -> summary.refuse(problem.detail()));
        }
    }

    private void tell(FieldProblem field, String detail) {
        switch (field.field()) {
            case "quantity" -> quantity.refuse(detail);
            case "effectiveAt" -> effective.refuse(detail);
            case "acknowledgements.nonRefundable" -> summary.nonRefundable().refuse(detail);
            case "acknowledgements.region" -> summary.region().refuse(detail);
            default -> summary.refuse(detail);
        }
    }

    private void tellNewPrice(PlaceOrder asked) {
        offerOffers(asked.offer());
        draw();
        var before = asked.price();
        var now = draft.quote();
        if (before != null && now != null) {
            summary.refuse("The price has changed from %s to %s while you were here. Nothing was bought. "
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
