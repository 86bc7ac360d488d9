/** Files that may change while Weir runs. */
@NullMarked
package dev.weir.file;

import org.jspecify.annotations.NullMarked;
