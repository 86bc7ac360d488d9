package dev.weir.metrics;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpFeature;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.observe.ObserverConfigBase;
import io.helidon.webserver.observe.spi.Observer;
import io.helidon.webserver.spi.ServerFeature.ServerFeatureContext;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Serves {@code /metrics} as an observer of Helidon, in the text format or, for a scraper that asks
 * for it, in OpenMetrics.
 */
public final class MetricsEndpoint implements Observer {

  private final Renderings renderings;
  private final ExpositionFormats formats = ExpositionFormats.init();

  /** Makes an endpoint that shows all that is registered there. */
  public MetricsEndpoint(PrometheusRegistry registry) {
    this.renderings = new Renderings(registry, System::nanoTime);
  }

  @Override
  public String type() {
    return "metrics";
  }

  @Override
  public ObserverConfigBase prototype() {
    return new Config();
  }

  @Override
  public void register(
      ServerFeatureContext context,
      List<HttpRouting.Builder> routings,
      UnaryOperator<String> endpoint) {
    // Only an HttpFeature keeps the observe feature's weight, and so comes before the gate's route.
    HttpFeature feature = routing -> routing.get(endpoint.apply("metrics"), this::scrape);
    routings.forEach(routing -> routing.addFeature(feature));
  }

  private void scrape(ServerRequest request, ServerResponse response) {
    String accepted = request.headers().first(HeaderNames.ACCEPT).orElse("");
    ExpositionFormatWriter writer = formats.findWriter(accepted);
    response.header(HeaderNames.CONTENT_TYPE, writer.getContentType());
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    try {
      response.send(renderings.text(writer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Config() implements ObserverConfigBase {
    @Override
    public boolean enabled() {
      return true;
    }

    @Override
    public String name() {
      return "metrics";
    }

    @Override
    public Optional<io.helidon.config.Config> config() {
      return Optional.empty();
    }
  }
}
