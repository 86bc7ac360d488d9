package dev.weir.settings;

import java.util.regex.Pattern;

/** Text that stays one line, whatever the values in it. */
final class OneLine {

  private static final Pattern LINE_ENDS_AND_CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

  private OneLine() {}

  /** Returns the text with a space where it would end the line. */
  static String of(String text) {
    return LINE_ENDS_AND_CONTROLS.matcher(text).replaceAll(" ");
  }
}
