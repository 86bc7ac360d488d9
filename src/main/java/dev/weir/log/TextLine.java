package dev.weir.log;

/** A line of {@code key=value} pairs; a field without a value is a hyphen. */
final class TextLine implements LogLine {

  private static final int USUAL_LENGTH = 384;

  private final StringBuilder line = new StringBuilder(USUAL_LENGTH);

  @Override
  public LogLine text(String name, String value) {
    begin(name);
    Escapes.appendWord(line, value);
    return this;
  }

  @Override
  public LogLine number(String name, long value) {
    begin(name).append(value);
    return this;
  }

  @Override
  public LogLine millis(String name, long nanos) {
    Decimals.appendMillis(begin(name), nanos);
    return this;
  }

  @Override
  public LogLine none(String name) {
    begin(name).append('-');
    return this;
  }

  private StringBuilder begin(String name) {
    if (!line.isEmpty()) {
      line.append(' ');
    }
    return line.append(name).append('=');
  }

  @Override
  public String end() {
    return line.toString();
  }
}
