package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What the jar says of its licence, and of the libraries that come with it. */
class ThirdPartyIT {

  private static final Path BILL_OF_MATERIALS = Path.of("target/weir-sbom.json");

  /** Returns a line for each library that the bill of materials has: licence, name, version. */
  private static SortedSet<String> built() throws IOException {
    Object bill = new Yaml().load(Files.readString(BILL_OF_MATERIALS));
    return list(bill, "components")
        .map(
            library ->
                licences(library)
                    + " "
                    + text(library, "group")
                    + ":"
                    + text(library, "name")
                    + " "
                    + text(library, "version"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String licences(Object library) {
    return list(library, "licenses")
        .map(choice -> value(choice, "license"))
        .map(licence -> text(licence, text(licence, "id").isEmpty() ? "name" : "id"))
        .collect(Collectors.joining(" or "));
  }

  /** Returns the same of the file that is kept by hand, where each licence is a heading. */
  private static SortedSet<String> listed() throws IOException {
    SortedSet<String> listed = new TreeSet<>();
    String licence = "";
    for (String line : Files.readAllLines(Path.of("THIRD-PARTY.txt"))) {
      if (line.startsWith("  ")) {
        listed.add(licence + " " + line.strip());
      } else {
        licence = line;
      }
    }
    return listed;
  }

  private static Object value(Object json, String key) {
    return json instanceof Map<?, ?> map && map.containsKey(key) ? map.get(key) : List.of();
  }

  private static String text(Object json, String key) {
    return value(json, key) instanceof String text ? text : "";
  }

  private static Stream<Object> list(Object json, String key) {
    return value(json, key) instanceof Collection<?> list
        ? list.stream().map(each -> each)
        : Stream.of();
  }

  @Test
  void everyLibraryThatComesWithWeirIsListedWithItsVersion() throws IOException {
    try (JarFile jar = new JarFile("target/weir.jar")) {
      String libraries = jar.getManifest().getMainAttributes().getValue("Class-Path");
      List<String> listed =
          listed().stream()
              .map(line -> "libs/" + line.replaceFirst(".*:", "").replace(' ', '-') + ".jar")
              .toList();
      assertThat(listed, containsInAnyOrder(libraries.split(" ")));
    }
  }

  @Test
  void everyLibraryIsListedWithTheLicenceOfTheBillOfMaterials() throws IOException {
    assumeTrue(Files.exists(BILL_OF_MATERIALS), "mvn --offline makes no bill of materials");
    assertThat(String.join("\n", listed()), is(String.join("\n", built())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LICENSE", "NOTICE", "THIRD-PARTY.txt"})
  void theJarCarriesItsLicenceAndNotices(String name) throws IOException {
    try (JarFile jar = new JarFile("target/weir.jar")) {
      byte[] inside = jar.getInputStream(jar.getEntry("META-INF/" + name)).readAllBytes();
      assertThat(new String(inside, StandardCharsets.UTF_8), is(Files.readString(Path.of(name))));
    }
  }
}
