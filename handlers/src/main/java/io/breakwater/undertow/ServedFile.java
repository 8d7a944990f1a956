package io.breakwater.undertow;

import io.undertow.server.handlers.resource.PathResource;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.util.ETag;
import io.undertow.util.MimeMappings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file for Undertow's {@code ResourceHandler}, with the validator that If-None-Match and If-Range need (RFC 9110 section 8.8.3). */
final class ServedFile extends PathResource {
    private final ETag tag;
    private final String name;

    ServedFile(Place.File file, PathResourceManager manager) {
        super(file.real(), manager, file.name());
        this.tag = tag(file.real());
        this.name = file.name();
    }

    /** As nginx makes it: it changes when the time or the size does. */
    private static ETag tag(Path file) {
        try {
            long modified = Files.getLastModifiedTime(file).toMillis();
            return new ETag(
                    false, Long.toHexString(modified) + "-" + Long.toHexString(Files.size(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ETag getETag() {
        return tag;
    }

    /** By the name that was asked for: what a link leads to may have another. */
    @Override
    public @Nullable String getContentType(MimeMappings types) {
        return types.getMimeType(name.substring(name.lastIndexOf('.') + 1));
    }
}
