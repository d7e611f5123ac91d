package io.drawdown.alert.settings;

/**
 * A target of an account.
 *
 * @param target a package's id or a kind's key, such as {@code cn-north-4/modelarts.vm.gpu.v100/TRAINING}
 */
public record TargetKey(String account, String target) {

    /** Whether it is a kind and not a package. */
    public boolean isKind() {
        return target.indexOf('/') >= 0;
    }
}
