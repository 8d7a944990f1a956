package io.breakwater.undertow;

import io.undertow.attribute.ExchangeAttribute;
import io.undertow.attribute.ExchangeAttributeBuilder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes {@code %{breakwater-client}} and its like known to Undertow. */
public final class DecisionAttributeBuilder implements ExchangeAttributeBuilder {
    @Override
    public String name() {
        return "Breakwater's decision";
    }

    @Override
    public @Nullable ExchangeAttribute build(String token) {
        return Arrays.stream(DecisionAttribute.values())
                .filter(attribute -> attribute.token().equals(token))
                .findFirst()
                .orElse(null);
    }

    @Override
    public int priority() {
        return 0;
    }
}
