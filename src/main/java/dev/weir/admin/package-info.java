/** The admin API: what Weir does at the moment, and changes while it runs. */
@NullMarked
package dev.weir.admin;

import org.jspecify.annotations.NullMarked;
