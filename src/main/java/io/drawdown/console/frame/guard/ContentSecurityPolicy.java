package io.drawdown.console.frame.guard;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/**
 * Sets the content security policy of the console's pages. Browsers run only scripts that the server put on the page,
 * and scripts that those load. Each page has its own nonce, which injected scripts can't know.
 */
@Component
class ContentSecurityPolicy implements VaadinServiceInitListener {

    // Vaadin evaluates scripts that the server sends, and its components create style elements.
    private static final String POLICY_AFTER_NONCE = "' 'strict-dynamic' 'unsafe-eval'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
            + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static final int NONCE_BYTES = 18;

    private final SecureRandom random = new SecureRandom();

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(this::addPolicy);
    }

    private void addPolicy(IndexHtmlResponse page) {
        var bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        var nonce = Base64.getEncoder().encodeToString(bytes);
        page.getDocument().select("script").attr("nonce", nonce);
        page.getVaadinResponse()
                .setHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'nonce-" + nonce + POLICY_AFTER_NONCE);
    }
}
