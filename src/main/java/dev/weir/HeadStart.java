package dev.weir;

import dev.weir.process.NameCache;
import io.helidon.common.SerializationConfig;
import io.helidon.service.registry.GlobalServiceRegistry;
import io.helidon.service.registry.ServiceRegistryConfig;
import io.helidon.service.registry.ServiceRegistryManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What a start needs of Java and Helidon whatever the settings are, on a thread of its own while
 * these are read. The most of it is to look into every jar, which takes a fifth of the start.
 */
final class HeadStart {

  private final CompletableFuture<Void> all;

  private HeadStart(CompletableFuture<Void> all) {
    this.all = all;
  }

  /** Begins. */
  static HeadStart begin() {
    Executor own = Thread.ofPlatform().daemon().name("weir-head-start")::start;
    return new HeadStart(CompletableFuture.runAsync(HeadStart::run, own));
  }

  /** Waits for the end. */
  void await() {
    all.join();
  }

  private static void run() {
    // Before the first name is looked up.
    NameCache.keepForSeconds();
    System.getLogger(HeadStart.class.getName());
    refuseObjects();
    discoverNothing();
  }

  /** Helidon 4.5 would look into every jar for classes that it is to take from a stream. */
  private static void refuseObjects() {
    System.setProperty("io.helidon.metadata.mode", "none");
    SerializationConfig.configureRuntime();
  }

  /**
   * What the server is made of is in {@link Server}; to look for more takes a fifth of the start.
   */
  private static void discoverNothing() {
    GlobalServiceRegistry.registry(
        ServiceRegistryManager.create(
                ServiceRegistryConfig.builder()
                    .discoverServices(false)
                    .discoverServicesFromServiceLoader(false)
                    .build())
            .registry());
  }
}
