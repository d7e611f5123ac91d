package io.drawdown.notification.internal.webhook;

import io.drawdown.notification.internal.webhook.GuardedNames.RefusedAddressException;
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
 * Sends messages to webhooks by the Standard Webhooks specification, trusting the servers there in nothing: not with
 * time, not with memory, and not with a say in where to go.
 */
@Component
public class WebhookSender implements DisposableBean {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final ContentType JSON = ContentType.create("application/json");
    private static final int LONGEST_BODY = 64 * 1024;
    private static final int LONGEST_HEADER = 8 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final int MOST_CONNECTIONS = 1000;

    private final boolean allowPrivate;
    private final Clock clock;
    private final Duration limit;
    private final CloseableHttpClient client;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("webhook-", 1).factory());

    @Autowired
    WebhookSender(WebhookSettings settings, Clock clock) {
        this(settings.allowPrivate(), clock, LIMIT, SystemDefaultDnsResolver.INSTANCE, SSLContexts.createDefault());
    }

    WebhookSender(boolean allowPrivate, Clock clock, Duration limit, DnsResolver names, SSLContext trusted) {
        this.allowPrivate = allowPrivate;
        this.clock = clock;
        this.limit = limit;
        this.client = client(allowPrivate ? names : new GuardedNames(names), trusted, Timeout.of(limit));
    }

    /** Sends a message, signed with each of the secrets; waits for the answer for 10 seconds, all in all. */
    public Answer send(String url, List<WebhookSecret> secrets, WebhookMessage message) {
        var problem = WebhookUrl.problem(url, allowPrivate);
        if (problem != null) {
            return Answer.none("The webhook's URL " + problem + ".");
        }
        if (message.body().length > LONGEST_BODY) {
            return Answer.none("The message is longer than %d bytes.".formatted(LONGEST_BODY));
        }
        return answer(new Exchange(request(URI.create(url), secrets, message)));
    }

    @Override
    public void destroy() throws IOException {
        threads.shutdownNow();
        client.close();
    }

    private HttpPost request(URI uri, List<WebhookSecret> secrets, WebhookMessage message) {
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

    /** Runs an exchange in a thread of its own, since looking a name up can't be bounded or cancelled otherwise. */
    private Answer answer(Exchange exchange) {
        var running = threads.submit(exchange);
        try {
            return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            exchange.cutOff();
            return exchange.answerOr(noAnswer());
        } catch (InterruptedException stopping) {
            exchange.cutOff();
            Thread.currentThread().interrupt();
            return exchange.answerOr("The program was stopped while it waited for an answer.");
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    /** A request and its answer, of which the status decides: what the server does after it changes nothing. */
    private final class Exchange implements Callable<Answer> {

        private final HttpPost request;
        private volatile @Nullable Answer answer;

        Exchange(HttpPost request) {
            this.request = request;
        }

        @Override
        public Answer call() {
            try {
                client.execute(request, response -> {
                    answer = Answer.of(response.getCode());
                    skipBody(response);
                    return null;
                });
                return answerOr(noAnswer());
            } catch (IOException failure) {
                return answerOr(sentence(failure));
            }
        }

        Answer answerOr(String problem) {
            var known = answer;
            return known == null ? Answer.none(problem) : known;
        }

        void cutOff() {
            request.cancel();
        }

        /** Reads a short body, so that the server isn't disturbed while it writes, and cuts a long one off. */
        private void skipBody(ClassicHttpResponse response) throws IOException {
            var entity = response.getEntity();
            if (entity != null && entity.getContent().skip(LONGEST_BODY + 1L) > LONGEST_BODY) {
                cutOff();
            }
        }

        private String sentence(IOException failure) {
            var host = request.getAuthority().getHostName();
            return switch (failure) {
                case RefusedAddressException refused -> refused.getMessage();
                case UnknownHostException unknown -> "There is no host named %s.".formatted(host);
                case SocketTimeoutException late -> noAnswer();
                case ConnectException refused -> "%s did not accept the connection.".formatted(host);
                case NoRouteToHostException nowhere -> "%s could not be reached.".formatted(host);
                case SSLException insecure
                when isAboutCertificate(insecure) ->
                    "The TLS certificate of %s is not valid, not for this name, or not from an authority that is trusted here."
                            .formatted(host);
                case SSLException insecure -> "%s did not agree on a secure connection (TLS).".formatted(host);
                case NoHttpResponseException closed -> closedWithoutAnswer();
                case ConnectionClosedException closed -> closedWithoutAnswer();
                case SocketException closed -> closedWithoutAnswer();
                case MessageConstraintException tooLong -> "The head of the server's answer is too long, or not HTTP.";
                default ->
                    failure.getCause() instanceof HttpException
                            ? "The server's answer was not HTTP."
                            : "The connection to %s broke.".formatted(host);
            };
        }
    }

    private String noAnswer() {
        return "No answer within %d seconds.".formatted(limit.toSeconds());
    }

    private static String closedWithoutAnswer() {
        return "The server closed the connection without an HTTP answer.";
    }

    private static boolean isAboutCertificate(SSLException failure) {
        return failure instanceof SSLPeerUnverifiedException
                || Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                        .anyMatch(CertificateException.class::isInstance);
    }

    private static CloseableHttpClient client(DnsResolver names, SSLContext trusted, Timeout limit) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(trusted))
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(limit)
                        .setSocketTimeout(limit)
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LONGEST_HEADER)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setRoutePlanner(new DefaultRoutePlanner(
                        DefaultSchemePortResolver.INSTANCE)) // past all proxies, which would look names up again
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
