package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.helidon.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The description of the admin API says what is served. */
@Timeout(120)
class AdminOpenApiIT {

  @TempDir private Path folder;

  private AdminWeir weir;
  private JsonObject document;

  @BeforeEach
  void start() throws IOException {
    weir = new AdminWeir(folder, AdminWeir.FILE);
    document = AdminWeir.json(weir.operator.get("/admin/openapi.json"));
  }

  @AfterEach
  void stop() {
    weir.close();
  }

  private static JsonObject in(JsonObject json, String name) {
    return json.objectValue(name).orElseThrow();
  }

  @Test
  void eachPathHasTheMethodsThatItIsServedFor() {
    for (String path : in(document, "paths").keysAsStrings()) {
      String allowed =
          weir.send("PUT", path.replace("{name}", "default"), "")
              .headers()
              .firstValue("Allow")
              .orElse("none");
      String said =
          in(in(document, "paths"), path).keysAsStrings().stream()
              .filter(key -> !key.equals("parameters"))
              .map(method -> method.toUpperCase(Locale.ROOT))
              .sorted()
              .collect(Collectors.joining(", "));
      assertThat(path, allowed, is(said));
    }
  }

  private Set<String> fields(String schema) {
    JsonObject schemas = in(in(document, "components"), "schemas");
    return new TreeSet<>(in(in(schemas, schema), "properties").keysAsStrings());
  }

  @Test
  void theStateHasTheFieldsThatAreDescribed() {
    JsonObject state = weir.state();
    assertThat(fields("State"), is(new TreeSet<>(state.keysAsStrings())));
    assertThat(fields("Config"), is(new TreeSet<>(in(state, "config").keysAsStrings())));
    assertThat(fields("Gate"), is(new TreeSet<>(weir.gate().keysAsStrings())));
    JsonObject route = state.arrayValue("routes").orElseThrow().values().getFirst().asObject();
    assertThat(fields("Route"), is(new TreeSet<>(route.keysAsStrings())));
  }

  @Test
  void aChangeHasTheFieldsThatAreDescribed() {
    JsonObject effect = AdminWeir.json(weir.patch("{\"permits\": 4}"));
    assertThat(fields("ChangeEffect"), is(new TreeSet<>(effect.keysAsStrings())));
    JsonObject change =
        weir.state().arrayValue("changes").orElseThrow().values().getFirst().asObject();
    assertThat(fields("Change"), is(new TreeSet<>(change.keysAsStrings())));
  }
}
