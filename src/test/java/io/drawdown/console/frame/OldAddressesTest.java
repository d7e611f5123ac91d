package io.drawdown.console.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.router.RouteData;
import io.drawdown.console.ConsoleTest;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The earlier addresses of pages. */
class OldAddressesTest extends ConsoleTest {

    private static final String PARAMETERS = "?account=acme-vision&job=caf%C3%A9%20%26%20co";

    @Autowired
    private WebApplicationContext context;

    @TestFactory
    Stream<DynamicTest> redirectsOldAddressesWithTheirParameters() {
        MockMvc server = MockMvcBuilders.webAppContextSetup(context).build();
        return OldAddresses.CURRENT.entrySet().stream()
                .map(address -> DynamicTest.dynamicTest(address.getKey(), () -> {
                    var old = address.getKey().replace("{event}", "17") + PARAMETERS;
                    var answer =
                            server.perform(get(URI.create(old))).andReturn().getResponse();

                    assertThat(answer.getStatus()).isEqualTo(301);
                    assertThat(answer.getRedirectedUrl())
                            .isEqualTo(address.getValue().replace("{event}", "17") + PARAMETERS);
                }));
    }

    @Test
    void leadsToPagesFromAddressesThatNoPageHasNow() {
        var routes = RouteConfiguration.forApplicationScope().getAvailableRoutes().stream()
                .map(RouteData::getTemplate)
                .map(template -> "/" + template.replaceAll(":(\\w+)", "{$1}"))
                .toList();

        assertThat(routes).containsAll(OldAddresses.CURRENT.values());
        assertThat(routes).doesNotContainAnyElementsOf(OldAddresses.CURRENT.keySet());
    }
}
