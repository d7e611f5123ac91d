package io.drawdown.purchase;

import io.drawdown.account.Access;
import io.drawdown.account.Account;
import io.drawdown.account.Accounts;
import io.drawdown.account.Caller;
import io.drawdown.account.Role;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Check;
import io.drawdown.base.Hash;
import io.drawdown.base.InTurn;
import io.drawdown.base.Listing;
import io.drawdown.base.Money;
import io.drawdown.base.NodeSeconds;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.SafeToRepeat;
import io.drawdown.billing.Billing;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.ListPrice;
import io.drawdown.catalog.Offer;
import io.drawdown.catalog.Pool;
import io.drawdown.catalog.Region;
import io.drawdown.purchase.internal.GiftTable;
import io.drawdown.purchase.internal.OrderTable;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.Live;
import io.drawdown.quota.NewPackage;
import io.drawdown.quota.Packages;
import io.drawdown.quota.ResourcePackage;
import io.drawdown.quota.Validity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Buying packages (R17) and giving them. */
@Service
public class Orders {

    /** The most of an offer that one order can be for. */
    public static final int MOST_QUANTITY = 999;

    /** How far ahead a package's effective time may lie (R3). */
    public static final Duration FURTHEST_AHEAD = Duration.ofDays(365);

    private static final int LONGEST_KEY = 255;

    private final OrderTable table;
    private final GiftTable gifts;
    private final Catalog catalog;
    private final Packages packages;
    private final Ledger ledger;
    private final Live live;
    private final Billing billing;
    private final Accounts accounts;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Orders(
            OrderTable table,
            GiftTable gifts,
            Catalog catalog,
            Packages packages,
            Ledger ledger,
            Live live,
            Billing billing,
            Accounts accounts,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.table = table;
        this.gifts = gifts;
        this.catalog = catalog;
        this.packages = packages;
        this.ledger = ledger;
        this.live = live;
        this.billing = billing;
        this.accounts = accounts;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /** What an order would come to; null as effective time stands for now. */
    @Transactional(readOnly = true)
    public Quote quote(String account, String offerCode, int quantity, @Nullable Instant effectiveAt) {
        access.toRead(account);
        return quote(catalog.offer(offerCode).orElseThrow(() -> noOffer(offerCode)), quantity, effectiveAt);
    }

    /**
     * Places an order and makes its package. The same key with the same order gives back what it gave the first time.
     *
     * @throws ProblemException if the order breaks a rule; nothing has been written then
     */
    @SafeToRepeat
    @InTurn
    @Transactional
    public PlacedOrder place(String accountCode, @Nullable String idempotencyKey, PlaceOrder asked) {
        access.toChange(accountCode);
        requireKey(idempotencyKey);
        var order = inWholeSeconds(asked);
        ledger.lock(List.of(accountCode));
        var fingerprint = Hash.sha256(order.canonical());
        var known = table.findByKey(accountCode, idempotencyKey, live.of(accountCode));
        if (known.isPresent()) {
            if (!known.get().fingerprint().equals(fingerprint)) {
                throw new ProblemException(
                        ProblemType.IDEMPOTENCY_CONFLICT,
                        "The key '" + idempotencyKey + "' was used for another order, "
                                + known.get().order().number() + ". Use a new key for a new order.");
            }
            return new PlacedOrder(known.get().order(), false);
        }
        return new PlacedOrder(create(accounts.current(accountCode), idempotencyKey, fingerprint, order), true);
    }

    /** Gives an account a package at no price; an admin's to do. */
    @SafeToRepeat
    @InTurn
    @Transactional
    public ResourcePackage give(String accountCode, String offerCode, int quantity, @Nullable Instant effectiveAt) {
        access.asAdmin(accountCode);
        ledger.lock(List.of(accountCode));
        return create(accountCode, offerCode, quantity, wholeSecond(effectiveAt));
    }

    /**
     * Gives an account a package at no price; an admin's to do. The same key with the same gift gives nothing more.
     *
     * @throws ProblemException if the gift breaks a rule; nothing has been written then
     */
    @SafeToRepeat
    @InTurn
    @Transactional
    public Gift give(
            String accountCode, String idempotencyKey, String offerCode, int quantity, @Nullable Instant effectiveAt) {
        access.asAdmin(accountCode);
        requireKey(idempotencyKey);
        var from = wholeSecond(effectiveAt);
        ledger.lock(List.of(accountCode));
        var fingerprint = Hash.sha256(String.join("\n", offerCode, Integer.toString(quantity), String.valueOf(from)));
        var known = gifts.findByKey(accountCode, idempotencyKey);
        if (known.isPresent()) {
            if (!known.get().fingerprint().equals(fingerprint)) {
                throw new ProblemException(
                        ProblemType.IDEMPOTENCY_CONFLICT,
                        "The key '" + idempotencyKey + "' was used for another gift. Use a new key for a new gift.");
            }
            return new Gift(packages.get(accountCode, known.get().packageId()), false);
        }
        var given = create(accountCode, offerCode, quantity, from);
        gifts.insert(accountCode, idempotencyKey, new GiftTable.Known(given.id(), fingerprint));
        return new Gift(given, true);
    }

    /** An account's orders, the newest first. */
    @Transactional(readOnly = true)
    public Listing<Order> list(String account) {
        access.toRead(account);
        return table.list(account, live.of(account));
    }

    /** One order of an account. */
    @Transactional(readOnly = true)
    public Order get(String account, String number) {
        access.toRead(account);
        return table.findByNumber(account, number, live.of(account))
                .orElseThrow(() -> ProblemException.notFound("The order '" + number + "'"));
    }

    private Order create(Account account, String key, String fingerprint, PlaceOrder order) {
        new Check().range("quantity", order.quantity(), 1, MOST_QUANTITY).orRefuse();
        var offer = offerToSell(order.offer());
        requireOnSale(offer);
        var now = clock.instant();
        var quote = quote(offer, order.quantity(), order.effectiveAt());
        requireSelling(quote.region());
        requireAcknowledged(order, offer);
        requireTime(access.caller(), quote.effectiveAt(), now);
        requireCurrency(account, offer);
        requireExpectedPrice(order, quote.price());
        requireCredit(account, quote.price());

        var number = table.nextNumber();
        var made = packages.create(
                new NewPackage(account.code(), number, offer, quote.region(), order.quantity(), quote.effectiveAt()));
        var placed = new Order(
                number,
                offer.code(),
                order.quantity(),
                quote.price(),
                now,
                access.caller().name(),
                made);
        table.insert(account.code(), placed, key, fingerprint);
        billing.postOrder(account, number, offer.name() + " × " + order.quantity(), quote.price(), now);
        events.publishEvent(new AuditedChange(AuditAction.ORDER_PLACED, account.code(), number, null, placed));
        return placed;
    }

    private ResourcePackage create(String account, String offerCode, int quantity, @Nullable Instant effectiveAt) {
        new Check().range("quantity", quantity, 1, MOST_QUANTITY).orRefuse();
        var quote = quote(offerToSell(offerCode), quantity, effectiveAt);
        requireTime(access.caller(), quote.effectiveAt(), clock.instant());
        var given = packages.create(
                new NewPackage(account, null, quote.offer(), quote.region(), quantity, quote.effectiveAt()));
        events.publishEvent(new AuditedChange(AuditAction.GIFT_GIVEN, account, given.title(), null, given));
        return given;
    }

    private Quote quote(Offer offer, int quantity, @Nullable Instant askedEffectiveAt) {
        var region = catalog.region(offer.region()).orElseThrow();
        var effectiveAt = askedEffectiveAt == null ? clock.instant() : askedEffectiveAt;
        var total = Math.multiplyExact(NodeSeconds.ofNodeHours(offer.nodeHours()), (long) quantity);
        var atListPrice = catalog.currentPrice(offer.region(), offer.specification(), Pool.PUBLIC)
                .map(ListPrice::perNodeHour)
                .filter(price -> price.currency().equals(offer.price().currency()))
                .map(price -> price.forNodeSeconds(total).rounded())
                .orElse(null);
        return new Quote(
                offer,
                region,
                quantity,
                total,
                effectiveAt,
                Validity.expiresAt(effectiveAt, offer.months(), region.zone()),
                offer.price().times(quantity).tidy(),
                atListPrice);
    }

    private Offer offerToSell(@Nullable String code) {
        return catalog.offerToSell(code == null ? "" : code).orElseThrow(() -> noOffer(code));
    }

    private static ProblemException noOffer(@Nullable String code) {
        return ProblemException.at(ProblemType.UNKNOWN_REFERENCE, "offer", "There is no offer '" + code + "'.");
    }

    private static void requireKey(@Nullable String key) {
        if (key == null
                || key.isBlank()
                || key.length() > LONGEST_KEY
                || key.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.at(
                    ProblemType.MALFORMED_REQUEST,
                    "Idempotency-Key",
                    "Send the header 'Idempotency-Key' with 1 to " + LONGEST_KEY
                            + " characters, made up anew for each order or gift, so that sending it twice makes one package.");
        }
    }

    private static void requireOnSale(Offer offer) {
        if (!offer.onSale()) {
            throw ProblemException.at(
                    ProblemType.OFFER_NOT_ON_SALE,
                    "offer",
                    "'" + offer.name() + "' has been taken off sale. Choose another offer.");
        }
    }

    private static void requireSelling(Region region) {
        if (!region.sellsPackages()) {
            throw ProblemException.at(
                    ProblemType.REGION_SELLS_NO_PACKAGES,
                    "offer",
                    "Packages are not sold in " + region.code() + ". Choose an offer of another region.");
        }
    }

    private static void requireAcknowledged(PlaceOrder order, Offer offer) {
        var acknowledged = order.acknowledgements();
        if (acknowledged == null || !acknowledged.nonRefundable()) {
            throw ProblemException.at(
                    ProblemType.NOT_ACKNOWLEDGED,
                    "acknowledgements.nonRefundable",
                    "Acknowledge that a package can't be unsubscribed or refunded.");
        }
        if (!offer.region().equals(acknowledged.region())) {
            throw ProblemException.at(
                    ProblemType.NOT_ACKNOWLEDGED,
                    "acknowledgements.region",
                    "Acknowledge the region in which the package works by repeating its code, " + offer.region() + ".");
        }
    }

    private static void requireTime(Caller buyer, Instant effectiveAt, Instant now) {
        if (effectiveAt.isBefore(now) && buyer.role() != Role.ADMIN) {
            throw ProblemException.at(
                    ProblemType.INVALID,
                    "effectiveAt",
                    "The effective time must not lie in the past. Leave it out for a package that is effective at once.");
        }
        if (effectiveAt.isAfter(now.plus(FURTHEST_AHEAD))) {
            throw ProblemException.at(
                    ProblemType.INVALID,
                    "effectiveAt",
                    "The effective time may lie at most " + FURTHEST_AHEAD.toDays() + " days ahead.");
        }
        if (effectiveAt.isBefore(Instant.EPOCH)) {
            throw ProblemException.at(
                    ProblemType.INVALID, "effectiveAt", "The effective time must not lie before 1970.");
        }
    }

    private static void requireCurrency(Account account, Offer offer) {
        if (!offer.price().currency().equals(account.currency())) {
            throw ProblemException.at(
                    ProblemType.CURRENCY_MISMATCH,
                    "offer",
                    "The offer is priced in " + offer.price().currency() + ", and the account pays in "
                            + account.currency() + ". Choose an offer in " + account.currency() + ".");
        }
    }

    private static void requireExpectedPrice(PlaceOrder order, Money price) {
        var expected = order.price();
        if (expected != null && (!expected.currency().equals(price.currency()) || expected.compareTo(price) != 0)) {
            throw ProblemException.at(
                    ProblemType.PRICE_CHANGED,
                    "price",
                    "The order expects to pay " + describe(expected) + ", but it costs " + describe(price) + " now.");
        }
    }

    private void requireCredit(Account account, Money price) {
        var limit = account.creditLimit();
        if (limit == null) {
            return;
        }
        var after = billing.currentMonth(account).plus(price);
        if (after.compareTo(limit) > 0) {
            throw new ProblemException(
                    ProblemType.CREDIT_LIMIT_EXCEEDED,
                    "With this order the month would come to " + describe(after.tidy()) + ", which is "
                            + describe(after.minus(limit).tidy()) + " more than the credit limit of " + describe(limit)
                            + ". Order less, or ask for a higher limit.");
        }
    }

    private static String describe(Money money) {
        return money.amount().toPlainString() + " " + money.currency();
    }

    private static PlaceOrder inWholeSeconds(PlaceOrder order) {
        return new PlaceOrder(
                order.offer(),
                order.quantity(),
                wholeSecond(order.effectiveAt()),
                order.price(),
                order.acknowledgements());
    }

    private static @Nullable Instant wholeSecond(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
