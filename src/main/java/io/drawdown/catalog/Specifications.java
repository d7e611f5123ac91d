package io.drawdown.catalog;

import io.drawdown.account.Access;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.Precondition;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.Validation;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.catalog.internal.SpecificationEntity;
import io.drawdown.catalog.internal.SpecificationRepository;
import io.drawdown.catalog.model.Specification;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The specifications of the catalogue. Everyone can read them, only admins can write them, and repeated writes change
 * nothing.
 */
@Service
public class Specifications {

    private static final int MAX_MODEL_LENGTH = 200;

    private final SpecificationRepository repository;
    private final EntityWriter writer;
    private final Offers offers;
    private final Access access;
    private final ApplicationEventPublisher events;

    Specifications(
            SpecificationRepository repository,
            EntityWriter writer,
            Offers offers,
            Access access,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.writer = writer;
        this.offers = offers;
        this.access = access;
        this.events = events;
    }

    /** Lists all specifications by code. */
    @Transactional(readOnly = true)
    public List<Specification> list() {
        return repository.findAll(Sort.by("code")).stream()
                .map(SpecificationEntity::toSpecification)
                .toList();
    }

    /** Finds a specification by code. */
    @Transactional(readOnly = true)
    public Optional<Specification> find(String code) {
        return repository.findById(code).map(SpecificationEntity::toSpecification);
    }

    /** Adds or changes a specification. Whether it is retired stays as it is. */
    @RetryOnConflict
    @Transactional
    public Specification put(Specification specification) {
        return replace(specification, Precondition.none());
    }

    /**
     * Adds a specification, or changes it if it is still as the caller has seen it.
     *
     * @param seen the specification as the caller saw it; null to add one
     * @throws ProblemException also if the specification has changed since
     */
    @RetryOnConflict
    @Transactional
    public Specification put(@Nullable Specification seen, Specification specification) {
        return replace(
                specification,
                before -> ChangeCheck.requireUnchanged(seen, before, "specification", specification.code()));
    }

    /**
     * Adds a specification or changes it, if what is there meets a precondition.
     *
     * @throws ProblemException also what the precondition throws
     */
    @RetryOnConflict
    @Transactional
    public Specification putIf(Specification specification, Precondition<Specification> precondition) {
        return replace(specification, precondition);
    }

    /**
     * Retires a specification: its offers are taken off sale, and none can be put on sale. Its usage and packages go
     * on. Retiring it again changes nothing.
     */
    @RetryOnConflict
    @Transactional
    public Specification retire(String code) {
        access.requireAdmin();
        offers.takeOffSale(offer -> offer.specification().equals(code));
        return setRetired(code, true);
    }

    /** Offers a retired specification again. Its offers stay off sale. */
    @RetryOnConflict
    @Transactional
    public Specification restore(String code) {
        access.requireAdmin();
        return setRetired(code, false);
    }

    /**
     * Removes a specification that has no list price, no offer and no package.
     *
     * @throws ProblemException if it has some; such a specification can only be retired
     */
    @RetryOnConflict
    @Transactional
    public void remove(String code) {
        access.requireAdmin();
        var before = requireLocked(code);
        writer.remove(
                repository,
                code,
                ProblemType.IN_USE,
                "'" + before.name()
                        + "' has list prices, offers or packages, so it stays. Retire it, and it isn't offered any more.");
        events.publishEvent(new AuditedChange(AuditAction.SPECIFICATION_REMOVED, null, code, before, null));
    }

    private Specification setRetired(String code, boolean retired) {
        var before = requireLocked(code);
        if (before.retired() == retired) {
            return before;
        }
        if (retired) {
            offers.takeOffSale(
                    offer -> offer.specification().equals(code)); // one that was added before the lock was held
        }
        var saved = writer.write(false, repository, new SpecificationEntity(before.withRetired(retired)))
                .toSpecification();
        events.publishEvent(new AuditedChange(AuditAction.SPECIFICATION_SET, null, code, before, saved));
        return saved;
    }

    private Specification requireLocked(String code) {
        var specification = writer.findLocked(SpecificationEntity.class, code, SpecificationEntity::toSpecification);
        if (specification == null) {
            throw ProblemException.notFound("The specification '" + code + "'");
        }
        return specification;
    }

    private Specification replace(Specification specification, Precondition<Specification> precondition) {
        access.requireAdmin();
        validate(specification);
        var before = writer.findLocked(
                SpecificationEntity.class, specification.code(), SpecificationEntity::toSpecification);
        precondition.check(before);
        var retired = before != null && before.retired();
        var saved = writer.write(
                        before == null, repository, new SpecificationEntity(specification.withRetired(retired)))
                .toSpecification();
        events.publishEvent(
                new AuditedChange(AuditAction.SPECIFICATION_SET, null, specification.code(), before, saved));
        return saved;
    }

    private static void validate(Specification specification) {
        var model = specification.acceleratorModel();
        new Validation()
                .code("code", specification.code())
                .name("name", specification.name())
                .present("kind", specification.kind())
                .require(isAbsentOrNotNegative(specification.vcpus()), "vcpus", "must not be negative")
                .require(isAbsentOrNotNegative(specification.memoryGib()), "memoryGib", "must not be negative")
                .require(isAbsentOrNotNegative(specification.accelerators()), "accelerators", "must not be negative")
                .require(
                        model == null || model.length() <= MAX_MODEL_LENGTH,
                        "acceleratorModel",
                        "must be at most " + MAX_MODEL_LENGTH + " characters")
                .throwIfInvalid();
    }

    private static boolean isAbsentOrNotNegative(@Nullable Integer value) {
        return value == null || value >= 0;
    }
}
