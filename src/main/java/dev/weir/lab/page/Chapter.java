package dev.weir.lab.page;

import java.util.List;

/**
 * A part of the report: the same on the page and in its plain text.
 *
 * @param id what an address names it by
 * @param title its heading
 * @param story what it is about; may be empty
 * @param plots what is drawn; plain text has their findings only
 * @param tables the figures
 */
record Chapter(String id, String title, String story, List<Plot> plots, List<Table> tables) {}
