package io.drawdown.console.frame;

import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Redirects the addresses that pages had in earlier versions to their current ones, and keeps the parameters. */
@Configuration(proxyBeanMethods = false)
class OldAddresses implements WebMvcConfigurer {

    /** The current address of a page by its earlier one. */
    static final Map<String, String> CURRENT = Map.of(
            "/rejected-events", "/usage-not-billed",
            "/rejected-events/{event}", "/usage-not-billed/{event}",
            "/settle-again", "/recharge-after-void",
            "/silent-runs", "/jobs-without-stop");

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        CURRENT.forEach((old, current) -> registry.addRedirectViewController(old, current)
                .setKeepQueryParams(true)
                .setStatusCode(HttpStatus.MOVED_PERMANENTLY));
    }
}
