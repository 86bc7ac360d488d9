/**
 * The entry of the jar, in a class-file format that every Java from 8 on can read. It is not null
 * marked: the annotation may be on modules, which Java 8 does not know, and javac warns of that.
 */
package dev.weir.launcher;
