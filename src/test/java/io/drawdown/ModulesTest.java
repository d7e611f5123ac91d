package io.drawdown;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    @Test
    void modulesDependOnlyOnAllowedModules() {
        ApplicationModules.of(DrawdownApplication.class).verify();
    }
}
