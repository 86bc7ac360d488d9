package dev.weir.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.settings.Help;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of the settings leaves none out. */
class SettingsPageTest {

  private static final Pattern KEY = Pattern.compile("(?m)^ +(?:--)?([a-z.\\[\\]-]+)=");

  @Test
  void everySettingIsOnThePage() throws IOException {
    String page = Files.readString(Path.of("docs/settings.md"));
    List<String> missing =
        KEY.matcher(Help.text())
            .results()
            .map(key -> key.group(1))
            .filter(key -> !page.contains("`" + key + "`"))
            .toList();
    assertThat(missing, is(List.of()));
  }
}
