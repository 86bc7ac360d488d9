/**
 * What the lab found, for people and for programs: {@link dev.weir.lab.page.Report} writes a page,
 * a text, and the figures, from {@link dev.weir.lab.page.Results}.
 */
@NullMarked
package dev.weir.lab.page;

import org.jspecify.annotations.NullMarked;
