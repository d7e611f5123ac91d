package io.drawdown.notification.internal.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up and refuses those with any address that isn't public. The connection is made to the addresses that it
 * gives, so a name can't mean one thing when it is checked and another when it is used.
 */
final class PublicDnsResolver implements DnsResolver {

    private final DnsResolver delegate;

    PublicDnsResolver(DnsResolver names) {
        this.delegate = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = delegate.resolve(host);
        if (!Stream.of(addresses).allMatch(PublicAddresses::isPublic)) {
            throw new RefusedAddressException(host);
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return delegate.resolveCanonicalHostname(host);
    }

    /** A name that leads where webhooks may not go. It doesn't say where that is: the customer needn't learn of addresses inside. */
    static final class RefusedAddressException extends UnknownHostException {

        RefusedAddressException(String host) {
            super("%s is not at a public address. Webhooks may only go to public ones.".formatted(host));
        }
    }
}
