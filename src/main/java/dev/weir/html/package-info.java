/** Pages that have all that they need inside. */
@NullMarked
package dev.weir.html;

import org.jspecify.annotations.NullMarked;
