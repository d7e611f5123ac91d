package io.drawdown.notification.internal.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names, and refuses those with any address that isn't public. The connection uses the resolved addresses,
 * so that a second lookup can't lead elsewhere.
 */
final class PublicDnsResolver implements DnsResolver {

    private final DnsResolver delegate;

    PublicDnsResolver(DnsResolver delegate) {
        this.delegate = delegate;
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

    /**
     * Thrown for a name with an address that webhooks may not call. Doesn't contain the address, so that customers
     * learn nothing about internal networks.
     */
    static final class RefusedAddressException extends UnknownHostException {

        RefusedAddressException(String host) {
            super("%s is not at a public address. Webhooks may only go to public ones.".formatted(host));
        }
    }
}
