package io.breakwater.testsuite.wildfly;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.breakwater.testsuite.wildfly.war.Pages;
import io.breakwater.testsuite.wildfly.war.Seen;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** An application to deploy; its context path is its name. */
final class War {
    private static final String WEB_XML =
            """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="%s">
              <servlet><servlet-name>see</servlet-name><servlet-class>%s</servlet-class><async-supported>true</async-supported></servlet>
              <servlet><servlet-name>do</servlet-name><servlet-class>%s</servlet-class><async-supported>true</async-supported></servlet>
              <servlet-mapping><servlet-name>see</servlet-name><url-pattern>/see/*</url-pattern></servlet-mapping>
              <servlet-mapping><servlet-name>do</servlet-name><url-pattern>/do/*</url-pattern></servlet-mapping>
              <error-page><error-code>409</error-code><location>/see/error</location></error-page>
              %s
            </web-app>
            """;

    /** {@code /see/members/*} asks for a login, {@code /see/safe/*} for https. */
    private static final String SECURITY =
            """
            <security-constraint>
              <web-resource-collection><web-resource-name>members</web-resource-name><url-pattern>/see/members/*</url-pattern></web-resource-collection>
              <auth-constraint><role-name>member</role-name></auth-constraint>
            </security-constraint>
            <security-constraint>
              <web-resource-collection><web-resource-name>safe</web-resource-name><url-pattern>/see/safe/*</url-pattern></web-resource-collection>
              <user-data-constraint><transport-guarantee>CONFIDENTIAL</transport-guarantee></user-data-constraint>
            </security-constraint>
            <login-config><auth-method>FORM</auth-method>
              <form-login-config><form-login-page>/see/login</form-login-page><form-error-page>/see/wrong</form-error-page></form-login-config>
            </login-config>
            <security-role><role-name>member</role-name></security-role>
            """;

    private final String name;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Manifest manifest = new Manifest();
    private boolean metadataComplete = true;
    private String security = "";

    War(String name) {
        this.name = name;
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        classes(Seen.class, Pages.class);
    }

    /** Puts it on another of the server's Undertow servers. */
    War on(String server) {
        return text(
                "WEB-INF/jboss-web.xml",
                "<jboss-web><server-instance>%1$s</server-instance><virtual-host>%1$s</virtual-host></jboss-web>"
                        .formatted(server));
    }

    /** Uses the server's module, by the line that README shows. */
    War usingModule() {
        manifest.getMainAttributes().putValue("Dependencies", "io.breakwater services");
        return this;
    }

    /** Carries jars of its own. */
    War carrying(Path... jars) {
        manifest.getMainAttributes().putValue("Dependencies", "org.jboss.xnio, org.jboss.logging");
        for (Path jar : jars) {
            entries.put("WEB-INF/lib/" + jar.getFileName(), bytes(jar));
        }
        return this;
    }

    War configured(String properties) {
        return text("WEB-INF/classes/META-INF/microprofile-config.properties", properties);
    }

    War withCdi(Class<?>... beans) {
        metadataComplete = false;
        return classes(beans)
                .text(
                        "WEB-INF/beans.xml",
                        "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\" bean-discovery-mode=\"annotated\"/>");
    }

    /** Protects parts of it, as {@link #SECURITY} says. */
    War secured() {
        security = SECURITY;
        return this;
    }

    private War text(String entry, String text) {
        entries.put(entry, text.getBytes(UTF_8));
        return this;
    }

    private War classes(Class<?>... classes) {
        for (Class<?> type : classes) {
            String file = type.getName().replace('.', '/') + ".class";
            try (InputStream bytes = type.getClassLoader().getResourceAsStream(file)) {
                if (bytes == null) {
                    throw new IllegalStateException("no " + file);
                }
                entries.put("WEB-INF/classes/" + file, bytes.readAllBytes());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return this;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void writeTo(Path deployments) {
        text(
                "WEB-INF/web.xml",
                WEB_XML.formatted(
                        metadataComplete, Seen.class.getName(), Pages.class.getName(), security));
        try (OutputStream file = Files.newOutputStream(deployments.resolve(name + ".war"));
                JarOutputStream war = new JarOutputStream(file, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                war.putNextEntry(new JarEntry(entry.getKey()));
                war.write(entry.getValue());
                war.closeEntry();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
