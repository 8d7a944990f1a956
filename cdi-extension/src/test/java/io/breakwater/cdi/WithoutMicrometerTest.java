package io.breakwater.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.options.BreakwaterOptions;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a Weld SE container of an application that has no Micrometer: the extension does not need it (P-21). */
class WithoutMicrometerTest {
    @TempDir Path directory;

    @Test
    void starts() throws Exception {
        Files.createDirectories(directory.resolve("META-INF"));
        Files.writeString(
                directory.resolve("META-INF/microprofile-config.properties"),
                "breakwater.listen=127.0.0.1:0\nbreakwater.via=inside\n");
        Thread thread = Thread.currentThread();
        ClassLoader original = thread.getContextClassLoader();
        try (URLClassLoader application = applicationClasses()) {
            thread.setContextClassLoader(application);
            Object inside =
                    application.loadClass(Inside.class.getName()).getConstructor().newInstance();
            assertThat(((Callable<?>) inside).call()).isEqualTo("inside");
        } finally {
            thread.setContextClassLoader(original);
        }
    }

    private URLClassLoader applicationClasses() throws IOException {
        Stream<Path> classPath =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .filter(entry -> !entry.getFileName().toString().startsWith("micrometer-"));
        URL[] urls =
                Stream.concat(Stream.of(directory), classPath)
                        .map(WithoutMicrometerTest::url)
                        .toArray(URL[]::new);
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What the application does; in it, all classes are those of its own loader. */
    public static class Inside implements Callable<String> {
        @Override
        public String call() {
            if (ClassPath.has(ClassPath.METER_REGISTRY)) {
                throw new IllegalStateException("There is a Micrometer.");
            }
            SeContainerInitializer initializer =
                    SeContainerInitializer.newInstance()
                            .disableDiscovery()
                            .addExtensions(new BreakwaterExtension())
                            .addBeanClasses(Inside.class);
            try (SeContainer container = initializer.initialize()) {
                return container.select(BreakwaterOptions.class).get().via();
            }
        }
    }
}
