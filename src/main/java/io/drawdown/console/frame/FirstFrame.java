package io.drawdown.console.frame;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import org.springframework.stereotype.Component;

/** Puts a picture of the console's frame on pages of signed-in users, which is seen until their content is loaded. */
@Component
class FirstFrame implements VaadinServiceInitListener {

    private static final String PICTURE = """
            <div class="first-frame" aria-hidden="true">
              <div class="sidebar"><span class="brand">Drawdown</span></div>
              <div class="content"></div>
            </div>""";

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(FirstFrame::addPicture);
    }

    private static void addPicture(IndexHtmlResponse page) {
        if (page.getVaadinRequest().getUserPrincipal() != null) {
            page.getDocument().body().append(PICTURE);
        }
    }
}
