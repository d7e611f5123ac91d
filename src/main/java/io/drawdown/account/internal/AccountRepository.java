package io.drawdown.account.internal;

import java.time.ZoneId;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

public interface AccountRepository extends JpaRepository<AccountEntity, String> {

    /** The zone as the database has it by now, whatever of the account was read before in this transaction. */
    @Query("select account.zone from AccountEntity account where account.code = :code")
    ZoneId zone(String code);
}
