package io.drawdown.catalog;

import io.drawdown.account.Access;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Precondition;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.catalog.internal.OfferEntity;
import io.drawdown.catalog.internal.OfferRepository;
import io.drawdown.catalog.model.Offer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The offers of the catalogue. Everyone can read them, only admins can write them, and repeated writes change
 * nothing.
 */
@Service
public class Offers {

    private static final Comparator<Offer> SMALLEST_FIRST = Comparator.comparing(Offer::region)
            .thenComparing(Offer::specification)
            .thenComparingLong(Offer::nodeHours)
            .thenComparingInt(Offer::months)
            .thenComparing(Offer::code);

    private final OfferRepository repository;
    private final EntityWriter writer;
    private final OfferValidator validator;
    private final Access access;
    private final ApplicationEventPublisher events;

    Offers(
            OfferRepository repository,
            EntityWriter writer,
            OfferValidator validator,
            Access access,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.writer = writer;
        this.validator = validator;
        this.access = access;
        this.events = events;
    }

    /** Lists offers, on sale or not, the smallest first; null for a region or specification means any. */
    @Transactional(readOnly = true)
    public List<Offer> list(@Nullable String region, @Nullable String specification) {
        return repository
                .findMatching(region == null ? "" : region, specification == null ? "" : specification)
                .stream()
                .map(OfferEntity::toOffer)
                .sorted(SMALLEST_FIRST)
                .toList();
    }

    /** Finds an offer by code. */
    @Transactional(readOnly = true)
    public Optional<Offer> find(String code) {
        return repository.findById(code).map(OfferEntity::toOffer);
    }

    /** Finds an offer by code and locks it against changes until the transaction that sells it ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Offer> lockForSale(String code) {
        return Optional.ofNullable(writer.findShared(OfferEntity.class, code, OfferEntity::toOffer));
    }

    /** Adds or changes an offer. Packages already bought keep their terms. */
    @RetryOnConflict
    @Transactional
    public Offer put(Offer offer) {
        return replace(offer, Precondition.none());
    }

    /**
     * Adds an offer, or changes it if it is still as the caller has seen it.
     *
     * @param seen the offer as the caller saw it; null to add one
     * @throws ProblemException also if the offer has changed since
     */
    @RetryOnConflict
    @Transactional
    public Offer put(@Nullable Offer seen, Offer offer) {
        return replace(offer, before -> ChangeCheck.requireUnchanged(seen, before, "offer", offer.code()));
    }

    /**
     * Adds an offer or changes it, if what is there meets a precondition.
     *
     * @throws ProblemException also what the precondition throws
     */
    @RetryOnConflict
    @Transactional
    public Offer putIf(Offer offer, Precondition<Offer> precondition) {
        return replace(offer, precondition);
    }

    /**
     * Removes an offer under which nothing was ever bought or given.
     *
     * @throws ProblemException if something was; such an offer can only be taken off sale
     */
    @RetryOnConflict
    @Transactional
    public void remove(String code) {
        access.requireAdmin();
        var before = find(code).orElseThrow(() -> ProblemException.notFound("The offer '" + code + "'"));
        writer.remove(
                repository,
                code,
                ProblemType.OFFER_SOLD,
                "Packages were bought or given under '" + before.name()
                        + "', so it stays. Take it off sale, and nobody can buy it any more.");
        events.publishEvent(new AuditedChange(AuditAction.OFFER_REMOVED, null, code, before, null));
    }

    /** Takes the offers off sale that are on sale and match. The caller has checked that an admin asks for it. */
    @Transactional(propagation = Propagation.MANDATORY)
    void takeOffSale(Predicate<Offer> matching) {
        list(null, null).stream()
                .filter(Offer::onSale)
                .filter(matching)
                .sorted(Comparator.comparing(Offer::code))
                .map(offer -> writer.findLocked(OfferEntity.class, offer.code(), OfferEntity::toOffer))
                .filter(offer -> offer != null && offer.onSale())
                .forEach(this::takeOffSale);
    }

    private void takeOffSale(Offer before) {
        var saved = writer.write(false, repository, new OfferEntity(before.withOnSale(false)))
                .toOffer();
        events.publishEvent(new AuditedChange(AuditAction.OFFER_SET, null, before.code(), before, saved));
    }

    private Offer replace(Offer offer, Precondition<Offer> precondition) {
        access.requireAdmin();
        validator.validate(offer);
        var before = writer.findLocked(OfferEntity.class, offer.code(), OfferEntity::toOffer);
        precondition.check(before);
        if (before == null || !before.price().equals(offer.price())) {
            access.requireRecentPassword();
        }
        var saved =
                writer.write(before == null, repository, new OfferEntity(offer)).toOffer();
        events.publishEvent(new AuditedChange(AuditAction.OFFER_SET, null, offer.code(), before, saved));
        return saved;
    }
}
