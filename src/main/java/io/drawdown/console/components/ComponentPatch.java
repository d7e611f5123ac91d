package io.drawdown.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.internal.nodefeature.ElementPropertyMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Updates a shown component to match a newly built one and changes only what differs. Focus, selection, scroll
 * position and opened details are kept. Both components must have no listeners or data of their own, such as texts,
 * links, badges and meters.
 */
public final class ComponentPatch {

    private static final String OPENED = "opened";

    private ComponentPatch() {}

    /**
     * Updates the shown component to match a new one that is not attached. The children of the new one may be moved
     * out of it.
     */
    public static void apply(Component shown, Component renewed) {
        apply(shown.getElement(), renewed.getElement());
    }

    /**
     * Updates the shown component to match the new one and returns it. Returns the new one instead if the two are of
     * different kinds.
     */
    public static Component applyOrReplace(Component shown, Component renewed) {
        if (!isSameKind(shown.getElement(), renewed.getElement())) {
            return renewed;
        }
        apply(shown, renewed);
        return shown;
    }

    private static void apply(Element shown, Element renewed) {
        applyAttributes(shown, renewed);
        applyProperties(shown, renewed);
        if (shown.isVisible() != renewed.isVisible()) {
            shown.setVisible(renewed.isVisible());
        }
        if (shown.isEnabled() != renewed.isEnabled()) {
            shown.setEnabled(renewed.isEnabled());
        }
        applyChildren(shown, renewed.getChildren().toList());
    }

    private static void applyAttributes(Element shown, Element renewed) {
        var names = renewed.getAttributeNames().collect(Collectors.toSet());
        shown.getAttributeNames().filter(name -> !names.contains(name)).toList().forEach(shown::removeAttribute);
        for (var name : names) {
            var value = renewed.getAttribute(name);
            if (!Objects.equals(value, shown.getAttribute(name))) {
                shown.setAttribute(name, value);
            }
        }
    }

    private static void applyProperties(Element shown, Element renewed) {
        var properties = shown.getNode().getFeature(ElementPropertyMap.class);
        renewed.getPropertyNames().filter(name -> !name.equals(OPENED)).forEach(name -> {
            var value = renewed.getPropertyRaw(name);
            if (!Objects.equals(value, shown.getPropertyRaw(name))) {
                properties.setProperty(name, value, true);
            }
        });
    }

    private static void applyChildren(Element shown, List<Element> renewed) {
        while (shown.getChildCount() > renewed.size()) {
            shown.removeChild(shown.getChildCount() - 1);
        }
        for (var index = 0; index < renewed.size(); index++) {
            var child = renewed.get(index);
            if (index == shown.getChildCount()) {
                shown.appendChild(child.removeFromParent());
            } else if (isSameKind(shown.getChild(index), child)) {
                applyToChild(shown.getChild(index), child);
            } else {
                shown.setChild(index, child.removeFromParent());
            }
        }
    }

    private static void applyToChild(Element shown, Element renewed) {
        if (!shown.isTextNode()) {
            apply(shown, renewed);
        } else if (!shown.getText().equals(renewed.getText())) {
            shown.setText(renewed.getText());
        }
    }

    private static boolean isSameKind(Element one, Element other) {
        return one.isTextNode() == other.isTextNode()
                && (one.isTextNode() || one.getTag().equals(other.getTag()));
    }
}
