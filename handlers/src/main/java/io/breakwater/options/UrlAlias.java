package io.breakwater.options;

import io.breakwater.net.PathPrefix;
import java.nio.file.Path;

/**
 * A path that is served from elsewhere than the document root (P-20).
 *
 * @param id the operator's word for it
 * @param path of one file, or the prefix of all paths in a directory
 * @param target absolute; the file or directory
 */
public record UrlAlias(String id, PathPrefix path, Path target) {}
