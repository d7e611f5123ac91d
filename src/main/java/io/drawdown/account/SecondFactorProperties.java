package io.drawdown.account;

import io.drawdown.account.model.Role;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Who must have a second factor.
 *
 * @param requiredFor roles of people: ADMIN, SUPPORT or CUSTOMER
 */
@ConfigurationProperties("drawdown.second-factor")
record SecondFactorProperties(@DefaultValue Set<Role> requiredFor) {

    SecondFactorProperties {
        Assert.isTrue(
                !requiredFor.contains(Role.METERING),
                "drawdown.second-factor.required-for names roles of people, and METERING is one of keys only");
    }
}
