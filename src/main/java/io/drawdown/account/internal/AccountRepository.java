package io.drawdown.account.internal;

import jakarta.persistence.LockModeType;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

public interface AccountRepository extends JpaRepository<AccountEntity, String> {

    /** The zone as the database has it by now, whatever of the account was read before in this transaction. */
    @Query("select account.zone from AccountEntity account where account.code = :code")
    ZoneId zone(String code);

    /** An account that nobody else changes for the rest of this transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select account from AccountEntity account where account.code = :code")
    Optional<AccountEntity> findLocked(String code);
}
