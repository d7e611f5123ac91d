package io.drawdown.notification.internal.webhook;

import io.drawdown.notification.internal.webhook.PublicDnsResolver.RefusedAddressException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Sends messages to webhooks by the Standard Webhooks specification. Doesn't trust the receiving servers: it limits
 * the time and memory that they can take, and follows no redirects.
 */
@Component
public class WebhookSender implements DisposableBean {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);
    private static final ContentType JSON = ContentType.create("application/json");
    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_CONNECTIONS = 1000;

    private final boolean allowPrivate;
    private final Clock clock;
    private final Duration limit;
    private final CloseableHttpClient client;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("webhook-", 1).factory());

    @Autowired
    WebhookSender(WebhookProperties settings, Clock clock) {
        this(
                settings.allowPrivate(),
                clock,
                TIME_LIMIT,
                SystemDefaultDnsResolver.INSTANCE,
                SSLContexts.createDefault());
    }

    WebhookSender(boolean allowPrivate, Clock clock, Duration limit, DnsResolver names, SSLContext trusted) {
        this.allowPrivate = allowPrivate;
        this.clock = clock;
        this.limit = limit;
        this.client = createClient(allowPrivate ? names : new PublicDnsResolver(names), trusted, Timeout.of(limit));
    }

    /** Sends a message signed with each of the secrets, and waits for the response for at most 10 seconds in all. */
    public WebhookResponse send(String url, List<WebhookSecret> secrets, WebhookMessage message) {
        var problem = WebhookUrl.findProblem(url, allowPrivate);
        if (problem != null) {
            return WebhookResponse.failure("The webhook's URL " + problem + ".");
        }
        if (message.body().length > MAX_BODY_BYTES) {
            return WebhookResponse.failure("The message is longer than %d bytes.".formatted(MAX_BODY_BYTES));
        }
        return exchangeWithinLimit(new Exchange(createRequest(URI.create(url), secrets, message)));
    }

    @Override
    public void destroy() throws IOException {
        threads.shutdownNow();
        client.close();
    }

    private HttpPost createRequest(URI uri, List<WebhookSecret> secrets, WebhookMessage message) {
        var now = clock.instant();
        var request = new HttpPost(uri);
        request.setHeader("webhook-id", message.id());
        request.setHeader("webhook-timestamp", Long.toString(now.getEpochSecond()));
        request.setHeader(
                "webhook-signature",
                secrets.stream()
                        .map(secret -> secret.sign(message.id(), now, message.body()))
                        .collect(Collectors.joining(" ")));
        request.setHeader(HttpHeaders.CONNECTION, HeaderElements.CLOSE);
        request.setEntity(new ByteArrayEntity(message.body(), JSON));
        return request;
    }

    /** Runs an exchange in its own thread, because a DNS lookup can't otherwise be bounded or cancelled. */
    private WebhookResponse exchangeWithinLimit(Exchange exchange) {
        var running = threads.submit(exchange);
        try {
            return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            exchange.cancel();
            return exchange.responseOr(timeoutMessage());
        } catch (InterruptedException stopping) {
            exchange.cancel();
            Thread.currentThread().interrupt();
            return exchange.responseOr("The program was stopped while it waited for an answer.");
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    /** A request and its response. Only the status counts; a failure after it changes nothing. */
    private final class Exchange implements Callable<WebhookResponse> {

        private final HttpPost request;
        private volatile @Nullable WebhookResponse knownResponse;

        Exchange(HttpPost request) {
            this.request = request;
        }

        @Override
        public WebhookResponse call() {
            try {
                client.execute(request, response -> {
                    knownResponse = WebhookResponse.of(response.getCode(), RetryAfter.of(response, clock.instant()));
                    skipBody(response);
                    return null;
                });
                return responseOr(timeoutMessage());
            } catch (IOException failure) {
                return responseOr(describeFailure(failure));
            }
        }

        WebhookResponse responseOr(String problem) {
            var known = knownResponse;
            return known == null ? WebhookResponse.failure(problem) : known;
        }

        void cancel() {
            request.cancel();
        }

        /** Reads a short body, so that the server can finish writing, and cuts off a long one. */
        private void skipBody(ClassicHttpResponse response) throws IOException {
            var entity = response.getEntity();
            if (entity != null && entity.getContent().skip(MAX_BODY_BYTES + 1L) > MAX_BODY_BYTES) {
                cancel();
            }
        }

        private String describeFailure(IOException failure) {
            var host = request.getAuthority().getHostName();
            return switch (failure) {
                case RefusedAddressException refused -> String.valueOf(refused.getMessage());
                case UnknownHostException unknown -> "There is no host named %s.".formatted(host);
                case SocketTimeoutException late -> timeoutMessage();
                case ConnectException refused -> "%s did not accept the connection.".formatted(host);
                case NoRouteToHostException nowhere -> "%s could not be reached.".formatted(host);
                case SSLException insecure
                when isAboutCertificate(insecure) ->
                    "The TLS certificate of %s is not valid, not for this name, or not from an authority that is trusted here."
                            .formatted(host);
                case SSLException insecure -> "%s did not agree on a secure connection (TLS).".formatted(host);
                case NoHttpResponseException closed -> connectionClosedMessage();
                case ConnectionClosedException closed -> connectionClosedMessage();
                case SocketException closed -> connectionClosedMessage();
                case MessageConstraintException tooLong -> "The head of the server's answer is too long, or not HTTP.";
                default ->
                    failure.getCause() instanceof HttpException
                            ? "The server's answer was not HTTP."
                            : "The connection to %s broke.".formatted(host);
            };
        }
    }

    private String timeoutMessage() {
        return "No answer within %d seconds.".formatted(limit.toSeconds());
    }

    private static String connectionClosedMessage() {
        return "The server closed the connection without an HTTP answer.";
    }

    private static boolean isAboutCertificate(SSLException failure) {
        return failure instanceof SSLPeerUnverifiedException
                || Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                        .anyMatch(CertificateException.class::isInstance);
    }

    private static CloseableHttpClient createClient(DnsResolver names, SSLContext trusted, Timeout limit) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(trusted))
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(limit)
                        .setSocketTimeout(limit)
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(MAX_HEADER_BYTES)
                                .setMaxHeaderCount(MAX_HEADERS)
                                .build())
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setRoutePlanner(new DefaultRoutePlanner(
                        DefaultSchemePortResolver.INSTANCE)) // bypasses proxies, which would resolve the name again
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(limit)
                        .setResponseTimeout(limit)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("Drawdown")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .build();
    }
}
