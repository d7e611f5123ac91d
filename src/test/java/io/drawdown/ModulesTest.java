package io.drawdown;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    @Test
    void haveWallsThatNobodyClimbsAndArrowsThatRunOneWay() {
        ApplicationModules.of(DrawdownApplication.class).verify();
    }
}
