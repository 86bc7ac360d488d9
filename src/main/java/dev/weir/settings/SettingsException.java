package dev.weir.settings;

import java.util.regex.Pattern;

/** A setting that can't be used. Its message is one line: what, where, the rule, what to do. */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final Pattern LINE_ENDS_AND_CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

  /** Makes an exception with its line; where a value in it would end the line, there is a space. */
  public SettingsException(String line) {
    super(oneLine(line));
  }

  /** Returns a text with a space where a value in it would end the line. */
  static String oneLine(String text) {
    return LINE_ENDS_AND_CONTROLS.matcher(text).replaceAll(" ");
  }
}
