package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The files around Weir agree with it and with each other. */
class StackTest {

  private static final Pattern VERSION =
      Pattern.compile("<artifactId>weir</artifactId>\\s*<version>([^<]+)</version>");

  private static String version() throws IOException {
    Matcher version = VERSION.matcher(Files.readString(Path.of("pom.xml")));
    assertThat(version.find(), is(true));
    return version.group(1);
  }

  /** Returns the services that compose.yml has, each as it stands there. */
  private static Map<String, ?> services() throws IOException {
    Map<?, ?> compose = new Yaml().load(Files.readString(Path.of("compose.yml")));
    return compose.get("services") instanceof Map<?, ?> services
        ? services.entrySet().stream()
            .collect(Collectors.toMap(one -> (String) one.getKey(), one -> one.getValue()))
        : Map.of();
  }

  private static List<String> images() throws IOException {
    return services().values().stream().map(service -> of(service, "image")).toList();
  }

  private static String of(Object service, String key) {
    return service instanceof Map<?, ?> map ? String.valueOf(map.get(key)) : "";
  }

  @Test
  void theImageHasTheVersionOfTheProject() throws IOException {
    assertThat(
        Files.readString(Path.of("Dockerfile")), containsString("\nARG VERSION=" + version()));
    assertThat(images(), hasItem("weir:" + version()));
  }

  @Test
  void whatIsDeployedHasTheVersionOfTheProject() throws IOException {
    String chart = Files.readString(Path.of("deploy/helm/weir/Chart.yaml"));
    assertThat(chart, containsString("\nappVersion: " + version() + "\n"));
    String base = Files.readString(Path.of("deploy/kubernetes/base/deployment.yaml"));
    assertThat(base, containsString(" image: weir:" + version() + "\n"));
  }

  @Test
  void everyImageIsPinnedToAVersion() throws IOException {
    assertThat(images(), everyItem(matchesPattern("[a-z0-9/]+:v?\\d[\\d.]*")));
  }

  @Test
  void haproxyIsGivenWhatItsConfigurationNames() throws IOException {
    Object haproxy = Optional.ofNullable(services().get("haproxy")).orElseThrow();
    List<String> ports = named("bind :(\\d+)").map(port -> port + ":" + port).toList();
    assertThat(of(haproxy, "ports"), is(ports.toString()));
    named("\"\\$\\{(\\w+)}\"")
        .forEach(name -> assertThat(of(haproxy, "environment"), containsString(name + "=")));
  }

  private static Stream<String> named(String pattern) throws IOException {
    String config = Files.readString(Path.of("haproxy.cfg"));
    return Pattern.compile(pattern).matcher(config).results().map(result -> result.group(1));
  }

  @Test
  void everyServiceHasABoundAndLastingOnesAHealthCheck() throws IOException {
    Collection<?> services = services().values();
    assertThat(services.size(), is(greaterThanOrEqualTo(4)));
    for (Object service : services) {
      assertThat(of(service, "mem_limit"), matchesPattern("\\d+[mg]"));
      if (!of(service, "restart").equals("no")) {
        assertThat(of(service, "restart"), is("unless-stopped"));
        assertThat(of(service, "healthcheck"), containsString("test="));
      }
    }
  }
}
