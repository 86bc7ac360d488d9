package dev.weir.trace;

import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The SDK as its variables configure it. Its tracer records every span that is made, for whether a
 * request is recorded is decided before, and again at the end of the request.
 *
 * @param sdk makes and exports spans
 * @param head decides when a request comes whether it is recorded
 * @param ids gives spans their ids
 * @param counts counts the spans
 */
record ConfiguredSdk(OpenTelemetrySdk sdk, Sampler head, GivenIds ids, SpanCounts counts) {

  private static final AttributeKey<String> NAME = AttributeKey.stringKey("service.name");
  private static final AttributeKey<String> VERSION = AttributeKey.stringKey("service.version");

  /** What the specification says, where the SDK for Java has another default. */
  private static final Map<String, String> DEFAULTS =
      Map.of("otel.exporter.otlp.protocol", "http/protobuf");

  /** Weir's metrics and logs have ways of their own. */
  private static final Map<String, String> ONLY_TRACES =
      Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none");

  private static final int USUAL_QUEUE = 2048;

  /**
   * Makes the SDK; nothing is connected to yet.
   *
   * @param version the version of Weir
   * @throws RuntimeException of the SDK if a variable can't be used; its message says which
   */
  static ConfiguredSdk of(OtelVariables variables, String version) {
    GivenIds ids = new GivenIds();
    SpanCounts counts = new SpanCounts();
    AtomicReference<Sampler> head = new AtomicReference<>(Sampler.alwaysOff());
    OpenTelemetrySdk sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .addPropertiesSupplier(() -> DEFAULTS)
            .addPropertiesCustomizer(config -> variables.properties())
            .addPropertiesCustomizer(config -> ONLY_TRACES)
            .addResourceCustomizer((resource, config) -> named(resource, version))
            .addPropagatorCustomizer((propagator, config) -> withoutBaggage(propagator))
            .addSamplerCustomizer(
                (sampler, config) -> {
                  head.set(sampler);
                  return Sampler.alwaysOn();
                })
            .addTracerProviderCustomizer((builder, config) -> builder.setIdGenerator(ids))
            .addSpanExporterCustomizer((exporter, config) -> new WatchedExporter(exporter, counts))
            .addSpanProcessorCustomizer(
                (processor, config) ->
                    new BoundedQueue(
                        processor, config.getInt("otel.bsp.max.queue.size", USUAL_QUEUE), counts))
            .build()
            .getOpenTelemetrySdk();
    return new ConfiguredSdk(sdk, Objects.requireNonNull(head.get()), ids, counts);
  }

  /** Weir adds nothing to baggage, which goes on as any other field does. */
  private static TextMapPropagator withoutBaggage(TextMapPropagator propagator) {
    return propagator instanceof W3CBaggagePropagator ? TextMapPropagator.noop() : propagator;
  }

  private static Resource named(Resource given, String version) {
    String name = given.getAttribute(NAME);
    boolean isNamed = name != null && !name.startsWith("unknown_service");
    Resource weir = Resource.create(Attributes.of(NAME, "weir", VERSION, version));
    Resource others = isNamed ? given : given.toBuilder().removeIf(NAME::equals).build();
    return weir.merge(others);
  }
}
