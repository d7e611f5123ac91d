package io.drawdown.testbench;

import com.vaadin.flow.component.login.testbench.LoginFormElement;
import com.vaadin.testbench.TestBenchElement;
import com.vaadin.testbench.annotations.Attribute;
import com.vaadin.testbench.elementsbase.Element;

/** The sign-in page. */
@Element("main")
@Attribute(name = "class", contains = "sign-in")
public class SignInElement extends TestBenchElement {

    /** Signs in with a name and a password. */
    void signIn(String name, String password) {
        var form = $(LoginFormElement.class).waitForFirst();
        form.getUsernameField().setValue(name);
        form.getPasswordField().setValue(password);
        form.submit();
    }
}
