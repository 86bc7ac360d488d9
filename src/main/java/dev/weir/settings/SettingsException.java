package dev.weir.settings;

/** A setting that can't be used. Its message is one line: what, where, the rule, what to do. */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with its line; where a value in it would end the line, there is a space. */
  public SettingsException(String line) {
    super(OneLine.of(line));
  }
}
