package io.drawdown.console.signin.factor;

import com.vaadin.flow.component.Svg;
import io.nayuki.qrcodegen.QrCode.Ecc;

/** A text as a QR code, dark on light in both themes, since not every app reads the reverse. */
final class QrCodePicture extends Svg {

    private static final int QUIET_ZONE = 4;

    QrCodePicture(String text, String description) {
        super(svg(io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.MEDIUM), description));
    }

    private static String svg(io.nayuki.qrcodegen.QrCode code, String description) {
        var path = new StringBuilder();
        for (var y = 0; y < code.size; y++) {
            for (var x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET_ZONE)
                            .append(',')
                            .append(y + QUIET_ZONE)
                            .append("h1v1h-1z");
                }
            }
        }
        var size = code.size + 2 * QUIET_ZONE;
        return """
                <svg class="qr-code" role="img" aria-label="%s" viewBox="0 0 %d %d" shape-rendering="crispEdges">
                <rect width="100%%" height="100%%" fill="#fff"/><path d="%s" fill="#000"/></svg>""".formatted(description, size, size, path);
    }
}
