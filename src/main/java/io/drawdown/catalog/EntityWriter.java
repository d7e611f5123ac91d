package io.drawdown.catalog;

import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.stereotype.Component;

/** Locks and writes the catalogue's entities in the caller's transaction. */
@Component
class EntityWriter {

    private final EntityManager entities;

    EntityWriter(EntityManager entities) {
        this.entities = entities;
    }

    /** Finds an entity by code and locks it, so that only this transaction can change it; null if there is none. */
    <E, T> @Nullable T findLocked(Class<E> type, String code, Function<E, T> form) {
        return find(type, code, LockModeType.PESSIMISTIC_WRITE, form);
    }

    /** Finds an entity by code and locks it against changes until this transaction ends; null if there is none. */
    <E, T> @Nullable T findShared(Class<E> type, String code, Function<E, T> form) {
        return find(type, code, LockModeType.PESSIMISTIC_READ, form);
    }

    /** Writes an entity. If another transaction adds the same one at the same time, this one fails and is retried. */
    <E> E write(boolean isNew, JpaRepository<E, ?> repository, E entity) {
        if (!isNew) {
            return repository.saveAndFlush(entity);
        }
        entities.persist(entity);
        repository.flush();
        return entity;
    }

    /**
     * Removes an entity to which nothing refers.
     *
     * @param type the type of the problem if something does
     * @param inUse says then why it stays
     */
    <E> void remove(JpaRepository<E, String> repository, String code, ProblemType type, String inUse) {
        try {
            repository.deleteById(code);
            repository.flush();
        } catch (DataIntegrityViolationException referred) {
            throw new ProblemException(type, inUse);
        }
    }

    private <E, T> @Nullable T find(Class<E> type, String code, LockModeType lock, Function<E, T> form) {
        var entity = entities.find(type, code, lock);
        return entity == null ? null : form.apply(entity);
    }
}
