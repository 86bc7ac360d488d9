/**
 * What the lab found, for people and for programs: {@link dev.weir.lab.page.ReportFiles} writes the
 * {@link dev.weir.lab.page.Results} and what there is to say of them as JSON, as a page that a
 * script draws from that JSON, as plain text, and as a table.
 */
@NullMarked
package dev.weir.lab.page;

import org.jspecify.annotations.NullMarked;
