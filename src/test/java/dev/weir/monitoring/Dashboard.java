package dev.weir.monitoring;

import io.helidon.json.JsonArray;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import io.helidon.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The dashboard that is provisioned into Grafana, as far as its rules go. */
record Dashboard(JsonObject json) {

  /**
   * One panel.
   *
   * @param json all of it
   * @param title what stands above it
   * @param queries what it asks Prometheus
   */
  record Panel(JsonObject json, String title, List<String> queries) {

    static Panel of(JsonObject json) {
      List<String> queries =
          objects(json, "targets").map(target -> target.stringValue("expr", "")).toList();
      return new Panel(json, json.stringValue("title", ""), queries);
    }

    @Override
    public String toString() {
      return title;
    }
  }

  static Dashboard read() {
    try {
      String text = Files.readString(Path.of("grafana-provisioning/dashboards/weir.json"));
      return new Dashboard(JsonParser.create(text).readJsonObject());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the panels that show something, in their order; rows only divide them. */
  static Stream<Panel> panels() {
    return read().all().filter(panel -> !isRow(panel)).map(Panel::of);
  }

  private static boolean isRow(JsonObject panel) {
    return panel.stringValue("type", "").equals("row");
  }

  List<String> rows() {
    return all().filter(Dashboard::isRow).map(row -> row.stringValue("title", "")).toList();
  }

  private Stream<JsonObject> all() {
    return objects(json, "panels");
  }

  Stream<JsonObject> variables() {
    return objects(json.objectValue("templating").orElseThrow(), "list");
  }

  JsonObject variable(String name) {
    return variables()
        .filter(variable -> variable.stringValue("name", "").equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no variable " + name));
  }

  Stream<JsonObject> annotations() {
    return objects(json.objectValue("annotations").orElseThrow(), "list");
  }

  static Stream<JsonObject> objects(JsonObject of, String array) {
    return of.arrayValue(array, JsonArray.empty()).values().stream().map(JsonValue::asObject);
  }
}
