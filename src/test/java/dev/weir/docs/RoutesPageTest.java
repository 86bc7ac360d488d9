package dev.weir.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.weir.settings.ReadSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example on the page of the routes is a file of settings. */
class RoutesPageTest {

  @TempDir private Path folder;

  @Test
  void allOfTheExampleHasAnEffect() throws IOException {
    String page = Files.readString(Path.of("docs/routes.md"));
    String example = page.split("```yaml\n", 2)[1].split("```", 2)[0];
    Path file = Files.writeString(folder.resolve("weir.yaml"), example);
    ReadSettings read = ReadSettings.from(List.of("--config=" + file), Map.of(), new Properties());
    assertThat(read.withoutEffect(), is(empty()));
    assertThat(read.settings().routes().rules(), hasSize(5));
  }
}
