package io.drawdown.notification.internal.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names, and refuses those with any address that isn't public. The connection uses the resolved addresses,
 * so that a second lookup can't lead elsewhere. Unknown and refused names look the same to customers, who must learn
 * nothing about the names of an internal network.
 */
final class PublicDnsResolver implements DnsResolver {

    private final DnsResolver delegate;

    PublicDnsResolver(DnsResolver delegate) {
        this.delegate = delegate;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = lookUp(host);
        if (!Stream.of(addresses).allMatch(PublicAddresses::isPublic)) {
            throw new RefusedAddressException(host);
        }
        return addresses;
    }

    private InetAddress[] lookUp(String host) throws RefusedAddressException {
        try {
            return delegate.resolve(host);
        } catch (UnknownHostException unknown) {
            throw new RefusedAddressException(host);
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return delegate.resolveCanonicalHostname(host);
    }

    /** Thrown for a name that is unknown, or has an address that webhooks may not call. Doesn't contain the address. */
    static final class RefusedAddressException extends UnknownHostException {

        RefusedAddressException(String host) {
            super("%s has no public address. Webhooks can only be sent to public addresses.".formatted(host));
        }
    }
}
