package io.drawdown.catalog;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.stereotype.Component;

/** Locks and writes the catalogue's entities in the caller's transaction. */
@Component
class EntityWriter {

    private final EntityManager entities;

    EntityWriter(EntityManager entities) {
        this.entities = entities;
    }

    /** The entity with this code, which only this transaction can change; null if there is none. */
    <E, T> @Nullable T findLocked(Class<E> type, String code, Function<E, T> form) {
        return find(type, code, LockModeType.PESSIMISTIC_WRITE, form);
    }

    /** The entity with this code, which no one can change until this transaction has ended; null if there is none. */
    <E, T> @Nullable T findShared(Class<E> type, String code, Function<E, T> form) {
        return find(type, code, LockModeType.PESSIMISTIC_READ, form);
    }

    /** Writes an entity. Adding one that another transaction adds at the same moment fails and is tried again. */
    <E> E write(boolean isNew, JpaRepository<E, ?> repository, E entity) {
        if (!isNew) {
            return repository.saveAndFlush(entity);
        }
        entities.persist(entity);
        repository.flush();
        return entity;
    }

    private <E, T> @Nullable T find(Class<E> type, String code, LockModeType lock, Function<E, T> form) {
        var entity = entities.find(type, code, lock);
        return entity == null ? null : form.apply(entity);
    }
}
