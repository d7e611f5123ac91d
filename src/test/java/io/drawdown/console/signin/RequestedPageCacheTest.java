package io.drawdown.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.server.WrappedHttpSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestedPageCacheTest {

    private final RequestedPageCache cache = new RequestedPageCache();

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Dest, document, true",
        "Sec-Fetch-Dest, image, false",
        "Sec-Fetch-Dest, empty, false",
        "Accept, 'text/html,application/xhtml+xml,*/*;q=0.8', true",
        "Accept, image/avif, false",
        "Accept, */*, false"
    })
    void keepsPagesOnly(String header, String value, boolean isKept) {
        var request = new MockHttpServletRequest("GET", "/packages");
        request.setQueryString("status=IN_EFFECT");
        request.addHeader(header, value);

        cache.saveRequest(request, new MockHttpServletResponse());

        var kept = cache.getRequest(request, new MockHttpServletResponse());
        assertThat(kept == null ? null : kept.getRedirectUrl()).isEqualTo(isKept ? "/packages?status=IN_EFFECT" : null);
    }

    @Test
    void keepsThePageThatTheSignInPageNames() {
        var request = new MockHttpServletRequest("GET", "/sign-in");

        RequestedPageCache.keep(new WrappedHttpSession(request.getSession()), "/usage?job=a");

        assertThat(cache.getRequest(request, new MockHttpServletResponse()).getRedirectUrl())
                .isEqualTo("/usage?job=a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "usage", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb"})
    void keepsNoOtherServersAddress(String address) {
        var request = new MockHttpServletRequest("GET", "/sign-in");

        RequestedPageCache.keep(new WrappedHttpSession(request.getSession()), address);

        assertThat(cache.getRequest(request, new MockHttpServletResponse())).isNull();
    }
}
