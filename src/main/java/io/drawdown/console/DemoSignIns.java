package io.drawdown.console;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The sign-ins that the sign-in page tells everybody; none unless {@code drawdown.console.demo-sign-ins} lists them. */
@ConfigurationProperties("drawdown.console")
public record DemoSignIns(@DefaultValue List<DemoSignIn> demoSignIns) {

    /** A name and password for trying out what a role can do. */
    public record DemoSignIn(String name, String password, String role) {}
}
