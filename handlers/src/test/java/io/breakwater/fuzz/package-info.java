/**
 * What fuzz targets share. A target is a class {@code …Fuzz} in the package of what it reads, with one {@code @FuzzTest}, because a JVM fuzzes
 * one; its grammars are rows of an enum, with their seeds. Each build runs the seeds; {@code JAZZER_FUZZ=1 mvn verify -pl handlers} looks for
 * more, {@code JAZZER_MAX_DURATION=10m} for longer than the annotation says. Text that was found goes into the row as a seed.
 */
@NullMarked
package io.breakwater.fuzz;

import org.jspecify.annotations.NullMarked;
