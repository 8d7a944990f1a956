package io.breakwater.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.options.Problem;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;

/** What the specification leaves open, and SmallRye Config does in another way. */
class OtherImplementationTest {
    @Test
    void an_expression_that_refers_to_nothing_may_throw() {
        assertThat(ConfigSettings.read(new Plain(Map.of("breakwater.via", "${nope}"))).errors())
                .extracting(Problem::key)
                .containsExactly("breakwater.via");
    }

    @Test
    void a_value_may_come_from_nowhere() {
        assertThat(ConfigSettings.read(new Plain(Map.of("breakwater.via", "x"))).settings().all())
                .extracting(setting -> setting.value() + " from " + setting.source())
                .containsExactly("x from configuration");
    }

    /** Lists names, and no sources. */
    private record Plain(Map<String, String> map) implements Config {
        @Override
        public ConfigValue getConfigValue(String name) {
            String value = map.get(name);
            if (value != null && value.startsWith("${")) {
                throw new NoSuchElementException(value);
            }
            return new Value(name, value);
        }

        @Override
        public Iterable<String> getPropertyNames() {
            return map.keySet();
        }

        @Override
        public Iterable<ConfigSource> getConfigSources() {
            return List.of();
        }

        @Override
        public <T> T getValue(String name, Class<T> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Optional<Converter<T>> getConverter(Class<T> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnsupportedOperationException();
        }
    }

    private record Value(String getName, String getValue) implements ConfigValue {
        @Override
        public String getRawValue() {
            return getValue;
        }

        @Override
        public String getSourceName() {
            return null;
        }

        @Override
        public int getSourceOrdinal() {
            return 0;
        }
    }
}
