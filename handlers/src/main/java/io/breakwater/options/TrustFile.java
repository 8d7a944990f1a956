package io.breakwater.options;

import io.breakwater.net.InvalidValue;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of trust entries, one a line (B-2); what follows {@code #} is a comment.
 *
 * @param path absolute
 */
record TrustFile(Path path) {
    static final String PREFIX = "file:";

    private static final String REMEDY =
            "Write file: and the absolute path of a readable text file";

    /**
     * The file that {@code file:/path} names.
     *
     * @throws InvalidValue if it is not an absolute path
     */
    static TrustFile parse(String entry) {
        Path path = path(entry.substring(PREFIX.length()));
        if (!path.isAbsolute()) {
            throw new InvalidValue("is not an absolute path", REMEDY);
        }
        return new TrustFile(path);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidValue("is not a path", REMEDY);
        }
    }

    /**
     * The entries of the file, each with its place as its source.
     *
     * @throws InvalidValue if it cannot be read
     */
    List<SettingsReader.Item> entries(Setting setting) {
        List<SettingsReader.Item> entries = new ArrayList<>();
        List<String> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int comment = line.indexOf('#');
            String entry = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (!entry.isEmpty()) {
                Setting place = new Setting(setting.key(), entry, path + " line " + (i + 1));
                entries.add(new SettingsReader.Item(entry, place));
            }
        }
        return entries;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(path);
        } catch (MalformedInputException e) {
            throw new InvalidValue("is not a text file in UTF-8", REMEDY);
        } catch (IOException e) {
            throw new InvalidValue("cannot be read", REMEDY);
        }
    }
}
