package dev.weir;

import dev.weir.lab.Lab;
import dev.weir.settings.Help;
import dev.weir.settings.Settings;
import dev.weir.settings.SettingsException;
import io.helidon.service.registry.GlobalServiceRegistry;
import io.helidon.service.registry.ServiceRegistryConfig;
import io.helidon.service.registry.ServiceRegistryManager;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.logging.LogManager;

/**
 * Weir as a process: from the command line to the exit code. 0 after a stop that was asked for, 2
 * for settings that can't be used; the lab has some more.
 */
final class CommandLine {

  private static final int LAB_FAILED = 1;
  private static final int BAD_SETTINGS = 2;

  private CommandLine() {}

  static void run(String[] args) {
    List<String> flags = List.of(args);
    if (!flags.isEmpty() && flags.getFirst().equals("lab")) {
      lab(flags.subList(1, flags.size()));
    } else if (flags.contains("--help")) {
      System.out.print(Help.text());
    } else if (flags.contains("--version")) {
      System.out.println("Weir " + Weir.version());
    } else {
      serve(flags);
    }
  }

  private static void lab(List<String> flags) {
    try {
      System.exit(Lab.run(flags, Weir.version()));
    } catch (SettingsException e) {
      refuse(e);
    } catch (IOException e) {
      System.err.println("weir: the lab can't go on: " + e);
      System.exit(LAB_FAILED);
    }
  }

  private static void refuse(SettingsException e) {
    System.err.println("weir: " + e.getMessage());
    System.exit(BAD_SETTINGS);
  }

  private static void serve(List<String> flags) {
    try {
      Settings settings = Settings.read(flags, System.getenv(), System.getProperties());
      configureLogging();
      stopWithStarter();
      start(settings);
    } catch (SettingsException e) {
      refuse(e);
    }
  }

  /**
   * Whoever starts a Weir for some minutes may be killed, and could not stop it then. Its id is
   * told rather than asked for: it may be gone already, and then somebody else is the parent.
   */
  private static void stopWithStarter() {
    Long starter = Long.getLong("weir.stop-with");
    if (starter != null) {
      Thread.ofVirtual().name("weir-starter").start(() -> stopWith(ProcessHandle.of(starter)));
    }
  }

  private static void stopWith(Optional<ProcessHandle> starter) {
    starter.ifPresent(process -> process.onExit().join());
    System.exit(0);
  }

  /** A server that can't listen would say so with a stack trace, and leave the process running. */
  private static void checkAddress(Settings settings) {
    String host = settings.server().host();
    int port = settings.server().port();
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new SettingsException(
          "server.host=%s, server.port=%d: can't listen there (%s); free it or choose another"
              .formatted(host, port, e.getMessage()));
    }
  }

  /** Weir says itself what its server is made of; to look for more takes a fifth of the start. */
  private static void discoverNothing() {
    GlobalServiceRegistry.registry(
        ServiceRegistryManager.create(
                ServiceRegistryConfig.builder()
                    .discoverServices(false)
                    .discoverServicesFromServiceLoader(false)
                    .build())
            .registry());
  }

  private static void start(Settings settings) {
    checkAddress(settings);
    discoverNothing();
    Weir weir = new Weir(settings);
    WebServer server = WebServer.builder().update(weir::setup).build();
    server.start();
    awaitFirstAnswer(settings, server.port());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(weir, server), "weir-stop"));
    System.out.println(startLine(weir, settings.server().host(), server.port()));
  }

  /** No format: to load what formats numbers would take a twentieth of the start. */
  private static String startLine(Weir weir, String host, int port) {
    String what = "Weir " + Weir.version() + " on http://" + host + ":" + port;
    long readyMillis = ManagementFactory.getRuntimeMXBean().getUptime();
    return what + " (" + weir.description() + "), ready in " + readyMillis + " ms";
  }

  /** Who reads the start line may rely on an answer, and need not wait while classes are loaded. */
  private static void awaitFirstAnswer(Settings settings, int port) {
    InetSocketAddress address = new InetSocketAddress(settings.server().host(), port);
    boolean any = address.getAddress().isAnyLocalAddress();
    try (Socket socket =
        new Socket(any ? InetAddress.getLoopbackAddress() : address.getAddress(), port)) {
      String request = "GET /health/started HTTP/1.1\r\nHost: weir\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().read();
    } catch (IOException e) {
      throw new SettingsException(
          "server.host=%s: Weir listens there but can't reach itself (%s); choose another"
              .formatted(settings.server().host(), e.getMessage()));
    }
  }

  /** The JVM would exit with the number of the signal; a stop that was asked for is a success. */
  private static void stop(Weir weir, WebServer server) {
    try {
      weir.drain();
      server.stop();
      weir.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      System.out.flush();
      Runtime.getRuntime().halt(0);
    }
  }

  private static void configureLogging() {
    if (System.getProperty("java.util.logging.config.file") != null) {
      return;
    }
    try (InputStream properties = Weir.class.getResourceAsStream("/logging.properties")) {
      LogManager.getLogManager().readConfiguration(properties);
    } catch (IOException e) {
      throw new UncheckedIOException("logging.properties can't be read", e);
    }
  }
}
