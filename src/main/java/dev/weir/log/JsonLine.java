package dev.weir.log;

/** A line that is an object of JSON; a field without a value is left out. */
final class JsonLine extends LogLine {

  @Override
  StringBuilder begin(String name) {
    return line.append(line.isEmpty() ? '{' : ',').append('"').append(name).append("\":");
  }

  @Override
  public LogLine text(String name, String value) {
    begin(name).append('"');
    Escapes.appendJson(line, value);
    line.append('"');
    return this;
  }

  @Override
  public LogLine none(String name) {
    return this;
  }

  @Override
  public String end() {
    return line.append('}').toString();
  }
}
