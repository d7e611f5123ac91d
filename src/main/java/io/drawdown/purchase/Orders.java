package io.drawdown.purchase;

import io.drawdown.account.Access;
import io.drawdown.account.Accounts;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.AccountState;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Hash;
import io.drawdown.base.Money;
import io.drawdown.base.NodeSeconds;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.QueuedByAccount;
import io.drawdown.base.Validation;
import io.drawdown.base.format.Format;
import io.drawdown.base.sql.Listing;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.billing.Billing;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Pool;
import io.drawdown.catalog.model.Region;
import io.drawdown.purchase.internal.GiftRepository;
import io.drawdown.purchase.internal.OrderRepository;
import io.drawdown.purchase.order.GiftResult;
import io.drawdown.purchase.order.NewOrder;
import io.drawdown.purchase.order.Order;
import io.drawdown.purchase.order.OrderResult;
import io.drawdown.purchase.order.Quote;
import io.drawdown.quota.Ledger;
import io.drawdown.quota.LiveBalances;
import io.drawdown.quota.Packages;
import io.drawdown.quota.packages.NewPackage;
import io.drawdown.quota.packages.ResourcePackage;
import io.drawdown.quota.packages.Validity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The service for buying packages (R17) and giving them. */
@Service
public class Orders {

    /** The maximum quantity of one order. */
    public static final int MAX_QUANTITY = 999;

    /** How far ahead a package's effective time may lie (R3). */
    public static final Duration MAX_TIME_AHEAD = Duration.ofDays(365);

    private static final int MAX_KEY_LENGTH = 255;

    private final OrderRepository orders;
    private final GiftRepository gifts;
    private final Regions regions;
    private final ListPrices listPrices;
    private final Offers offers;
    private final Packages packages;
    private final Ledger ledger;
    private final LiveBalances liveBalances;
    private final Billing billing;
    private final Accounts accounts;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Orders(
            OrderRepository orders,
            GiftRepository gifts,
            Regions regions,
            ListPrices listPrices,
            Offers offers,
            Packages packages,
            Ledger ledger,
            LiveBalances liveBalances,
            Billing billing,
            Accounts accounts,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.orders = orders;
        this.gifts = gifts;
        this.regions = regions;
        this.listPrices = listPrices;
        this.offers = offers;
        this.packages = packages;
        this.ledger = ledger;
        this.liveBalances = liveBalances;
        this.billing = billing;
        this.accounts = accounts;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /** Quotes an order. A null effective time means now. */
    @Transactional(readOnly = true)
    public Quote quote(String account, String offerCode, int quantity, @Nullable Instant effectiveAt) {
        access.requireRead(account);
        var offer = offers.find(offerCode).orElseThrow(() -> unknownOffer(offerCode));
        return quote(offer, regions.find(offer.region()).orElseThrow(), quantity, effectiveAt);
    }

    /**
     * Places an order and creates its package. The same key with the same order returns the first result.
     *
     * @throws ProblemException if the order breaks a rule; nothing was written then
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public OrderResult place(String accountCode, @Nullable String idempotencyKey, NewOrder asked) {
        access.requireChange(accountCode);
        var key = requireKey(idempotencyKey);
        var order = truncateToSecond(asked);
        ledger.lock(List.of(accountCode));
        var fingerprint = Hash.sha256(order.canonicalText());
        var known = orders.findByKey(accountCode, key, liveBalances.snapshot(accountCode));
        if (known.isPresent()) {
            if (!known.get().fingerprint().equals(fingerprint)) {
                throw new ProblemException(
                        ProblemType.IDEMPOTENCY_CONFLICT,
                        "The key '" + key + "' was used for another order, "
                                + known.get().order().number() + ". Use a new key for a new order.");
            }
            return new OrderResult(known.get().order(), false);
        }
        return new OrderResult(createOrder(accounts.current(accountCode), key, fingerprint, order), true);
    }

    /** Gives an account a package at no price. Only for admins. */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public ResourcePackage give(String accountCode, String offerCode, int quantity, @Nullable Instant effectiveAt) {
        access.requireAdminOf(accountCode);
        access.requireRecentPassword();
        ledger.lock(List.of(accountCode));
        return create(accountCode, offerCode, quantity, truncateToSecond(effectiveAt));
    }

    /**
     * Gives an account a package at no price. Only for admins. The same key with the same gift gives nothing more.
     *
     * @throws ProblemException if the gift breaks a rule; nothing was written then
     */
    @RetryOnConflict
    @QueuedByAccount
    @Transactional
    public GiftResult give(
            String accountCode, String idempotencyKey, String offerCode, int quantity, @Nullable Instant effectiveAt) {
        access.requireAdminOf(accountCode);
        access.requireRecentPassword();
        requireKey(idempotencyKey);
        var from = truncateToSecond(effectiveAt);
        ledger.lock(List.of(accountCode));
        var fingerprint = Hash.sha256(String.join("\n", offerCode, Integer.toString(quantity), String.valueOf(from)));
        var known = gifts.findByKey(accountCode, idempotencyKey);
        if (known.isPresent()) {
            if (!known.get().fingerprint().equals(fingerprint)) {
                throw new ProblemException(
                        ProblemType.IDEMPOTENCY_CONFLICT,
                        "The key '" + idempotencyKey + "' was used for another gift. Use a new key for a new gift.");
            }
            return new GiftResult(packages.get(accountCode, known.get().packageId()), false);
        }
        var given = create(accountCode, offerCode, quantity, from);
        gifts.insert(accountCode, idempotencyKey, new GiftRepository.StoredGift(given.id(), fingerprint));
        return new GiftResult(given, true);
    }

    /** Lists an account's orders, the newest first. */
    @Transactional(readOnly = true)
    public Listing<Order> list(String account) {
        access.requireRead(account);
        return orders.list(account, liveBalances.snapshot(account));
    }

    /** Returns one order of an account. */
    @Transactional(readOnly = true)
    public Order get(String account, String number) {
        access.requireRead(account);
        return orders.findByNumber(account, number, liveBalances.snapshot(account))
                .orElseThrow(() -> ProblemException.notFound("The order '" + number + "'"));
    }

    private Order createOrder(Account account, String key, String fingerprint, NewOrder order) {
        requireNotClosed(account);
        if (account.state() == AccountState.SUSPENDED) {
            throw new ProblemException(
                    ProblemType.ACCOUNT_SUSPENDED,
                    "'" + account.name() + "' is suspended and can't order. Ask your provider to activate it.");
        }
        new Validation().range("quantity", order.quantity(), 1, MAX_QUANTITY).throwIfInvalid();
        var offer = offerToSell(order.offer());
        requireOnSale(offer);
        var now = clock.instant();
        var quote = quote(offer, regionToSellIn(offer), order.quantity(), order.effectiveAt());
        requirePackagesSold(quote.region());
        requireAcknowledged(order, offer);
        requireEffectiveTime(access.caller(), quote.effectiveAt(), now);
        requireCurrency(account, offer);
        requireExpectedPrice(order, quote.price());
        requireCredit(account, quote.price());

        var number = orders.nextNumber();
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
        orders.insert(account.code(), placed, key, fingerprint);
        billing.postOrder(account, number, offer.name() + " × " + order.quantity(), quote.price(), now);
        events.publishEvent(new AuditedChange(AuditAction.ORDER_PLACED, account.code(), number, null, placed));
        return placed;
    }

    private ResourcePackage create(String account, String offerCode, int quantity, @Nullable Instant effectiveAt) {
        requireNotClosed(accounts.current(account));
        new Validation().range("quantity", quantity, 1, MAX_QUANTITY).throwIfInvalid();
        var offer = offerToSell(offerCode);
        var quote = quote(offer, regionToSellIn(offer), quantity, effectiveAt);
        requireEffectiveTime(access.caller(), quote.effectiveAt(), clock.instant());
        var given = packages.create(
                new NewPackage(account, null, quote.offer(), quote.region(), quantity, quote.effectiveAt()));
        events.publishEvent(new AuditedChange(AuditAction.GIFT_GIVEN, account, given.title(), null, given));
        return given;
    }

    private Quote quote(Offer offer, Region region, int quantity, @Nullable Instant askedEffectiveAt) {
        var effectiveAt = askedEffectiveAt == null ? clock.instant() : askedEffectiveAt;
        var total = Math.multiplyExact(NodeSeconds.ofNodeHours(offer.nodeHours()), (long) quantity);
        var atListPrice = listPrices
                .findCurrent(offer.region(), offer.specification(), Pool.PUBLIC)
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
                offer.price().times(quantity).normalized(),
                atListPrice);
    }

    private Offer offerToSell(@Nullable String code) {
        return offers.lockForSale(code == null ? "" : code).orElseThrow(() -> unknownOffer(code));
    }

    private Region regionToSellIn(Offer offer) {
        return regions.lockForSale(offer.region()).orElseThrow();
    }

    private static ProblemException unknownOffer(@Nullable String code) {
        return ProblemException.forField(ProblemType.UNKNOWN_REFERENCE, "offer", "There is no offer '" + code + "'.");
    }

    private static String requireKey(@Nullable String key) {
        if (key == null
                || key.isBlank()
                || key.length() > MAX_KEY_LENGTH
                || key.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.forField(
                    ProblemType.MALFORMED_REQUEST,
                    "Idempotency-Key",
                    "Send the header 'Idempotency-Key' with 1 to " + MAX_KEY_LENGTH
                            + " characters and unique for each order or gift, so that repeating a request makes one package.");
        }
        return key;
    }

    private static void requireNotClosed(Account account) {
        if (account.state() == AccountState.CLOSED) {
            throw new ProblemException(
                    ProblemType.ACCOUNT_CLOSED,
                    "'" + account.name() + "' is closed, so that nothing can be bought for it or given to it.");
        }
    }

    private static void requireOnSale(Offer offer) {
        if (!offer.onSale()) {
            throw ProblemException.forField(
                    ProblemType.OFFER_NOT_ON_SALE,
                    "offer",
                    "'" + offer.name() + "' has been taken off sale. Choose another offer.");
        }
    }

    private static void requirePackagesSold(Region region) {
        if (!region.sellsPackages()) {
            throw ProblemException.forField(
                    ProblemType.REGION_SELLS_NO_PACKAGES,
                    "offer",
                    "Packages are not sold in " + region.code() + ". Choose an offer of another region.");
        }
    }

    private static void requireAcknowledged(NewOrder order, Offer offer) {
        var acknowledged = order.acknowledgements();
        if (acknowledged == null || !acknowledged.nonRefundable()) {
            throw ProblemException.forField(
                    ProblemType.NOT_ACKNOWLEDGED,
                    "acknowledgements.nonRefundable",
                    "Acknowledge that a package can't be unsubscribed or refunded.");
        }
        if (!offer.region().equals(acknowledged.region())) {
            throw ProblemException.forField(
                    ProblemType.NOT_ACKNOWLEDGED,
                    "acknowledgements.region",
                    "Acknowledge the region in which the package works by repeating its code, " + offer.region() + ".");
        }
    }

    private static void requireEffectiveTime(Caller buyer, Instant effectiveAt, Instant now) {
        if (effectiveAt.isBefore(now) && buyer.role() != Role.ADMIN) {
            throw ProblemException.forField(
                    ProblemType.INVALID,
                    "effectiveAt",
                    "The effective time must not lie in the past. Leave it out for a package that is effective at once.");
        }
        if (effectiveAt.isAfter(now.plus(MAX_TIME_AHEAD))) {
            throw ProblemException.forField(
                    ProblemType.INVALID,
                    "effectiveAt",
                    "The effective time may lie at most " + MAX_TIME_AHEAD.toDays() + " days ahead.");
        }
        if (effectiveAt.isBefore(Instant.EPOCH)) {
            throw ProblemException.forField(
                    ProblemType.INVALID, "effectiveAt", "The effective time must not lie before 1970.");
        }
    }

    private static void requireCurrency(Account account, Offer offer) {
        if (!offer.price().currency().equals(account.currency())) {
            throw ProblemException.forField(
                    ProblemType.CURRENCY_MISMATCH,
                    "offer",
                    "The offer is priced in " + offer.price().currency() + ", and the account pays in "
                            + account.currency() + ". Choose an offer in " + account.currency() + ".");
        }
    }

    private static void requireExpectedPrice(NewOrder order, Money price) {
        var expected = order.price();
        if (expected != null && (!expected.currency().equals(price.currency()) || expected.compareTo(price) != 0)) {
            throw ProblemException.forField(
                    ProblemType.PRICE_CHANGED,
                    "price",
                    "The order expects to pay " + Format.moneyWithCode(expected) + ", but it costs "
                            + Format.moneyWithCode(price) + " now.");
        }
    }

    private void requireCredit(Account account, Money price) {
        var limit = account.creditLimit();
        if (limit == null) {
            return;
        }
        var after = billing.currentMonthTotal(account).plus(price);
        if (after.compareTo(limit) > 0) {
            throw new ProblemException(
                    ProblemType.CREDIT_LIMIT_EXCEEDED,
                    "With this order the month would come to " + Format.moneyWithCode(after.normalized())
                            + ", which is "
                            + Format.moneyWithCode(after.minus(limit).normalized()) + " more than the credit limit of "
                            + Format.moneyWithCode(limit)
                            + ". Order less, or ask for a higher limit.");
        }
    }

    private static NewOrder truncateToSecond(NewOrder order) {
        return new NewOrder(
                order.offer(),
                order.quantity(),
                truncateToSecond(order.effectiveAt()),
                order.price(),
                order.acknowledgements());
    }

    private static @Nullable Instant truncateToSecond(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
