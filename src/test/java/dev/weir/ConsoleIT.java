package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.weir.browser.Chromium;
import dev.weir.browser.Tab;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console of a Weir under load, in a real browser. */
class ConsoleIT {

  private static final String TOKEN = "a-token-of-24-characters";

  /** What the tests below read, and do as a user does. */
  private static final String USER =
      """
      const permits = () => document.querySelector('#gates tbody').rows[0].cells[1].textContent;
      const message = () => dialog.querySelector('.message').textContent;
      const shown = (id) => byId(id).textContent;
      function type(id, text) {
        byId(id).value = text;
        byId(id).dispatchEvent(new Event('input', { bubbles: true }));
      }
      """;

  @TempDir private static Path folder;
  private static Optional<Chromium> chromium = Optional.empty();
  private static Path token;

  private int port;
  private RunningWeir weir;
  private SteadyClients load;
  private Tab tab;

  @BeforeAll
  static void startChromium() throws Exception {
    chromium = Chromium.find();
    Assumptions.assumeTrue(chromium.isPresent(), "Chromium is not installed");
    token = Files.writeString(folder.resolve("token"), TOKEN);
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterAll
  static void stopChromium() throws Exception {
    if (chromium.isPresent()) {
      chromium.get().remove();
    }
  }

  @BeforeEach
  void open() throws Exception {
    port = FreePort.find();
    startWeir();
    tab = chromium.orElseThrow().tab(1440, "light");
    tab.open(page(), "typeof page === 'object' && page.state !== null");
    tab.run(USER);
    Eventually.until(() -> tab.is("permits() === '2 of 2'"));
  }

  private void startWeir() {
    weir =
        RunningWeir.with(
            "--admin.port=" + port,
            "--admin.token-file=" + token,
            "--gate.permits=2",
            "--gate.waiting-room=4");
    load = new SteadyClients(weir.client(), "/endpoint", 12);
  }

  @AfterEach
  void stopWeir() {
    load.end();
    weir.close();
  }

  private URI page() {
    return URI.create("http://127.0.0.1:" + port + "/console");
  }

  /** Fills the form in, and returns when there is a preview. */
  private void preview(String permits) throws Exception {
    tab.press("e");
    tab.run("type('edit-permits', '" + permits + "'); type('edit-token', '" + TOKEN + "')");
    tab.run("byId('look').click()");
    Eventually.until(() -> tab.is("!byId('apply').disabled"));
  }

  @Test
  void showsWhatIsOfferedServedShedAndWaits() throws Exception {
    Eventually.until(() -> tab.is("rate(past.recent(ALL), 'served') > 0"));
    Eventually.until(() -> tab.is("rate(past.recent(ALL), 'shed') > 0"));
    Eventually.until(() -> tab.is("past.recent(ALL).offered > past.recent(ALL).served"));
    Eventually.until(() -> tab.is("percentile(past.recent(ALL).waits, 0.99) > 0"));
    Eventually.until(() -> tab.is("shown('reasons').includes('room_full')"));
    Eventually.until(() -> tab.is("shown('callers').includes('127.0.0.1')"));
    Eventually.until(() -> tab.is("charts.length === 2 && shown('connection') === 'live'"));
    assertThat(tab.complaints(), empty());
    assertThat(tab.requests(), everyItem(startsWith("http://127.0.0.1:" + port + "/")));
  }

  @Test
  void aChangeIsPreviewedAndAppliedAndEnded() throws Exception {
    preview("3");
    assertThat(tab.evaluate("shown('preview')"), containsString("gate.permits: 2 → 3"));
    assertThat(tab.evaluate("shown('preview')"), containsString("This is temporary."));
    assertThat(tab.evaluate("page.state.gates[0].limits.permits"), is("2"));
    tab.run("byId('apply').click()");
    Eventually.until(() -> tab.is("!dialog.open && permits() === '3 of 3'"));
    Eventually.until(() -> tab.is("shown('changes').includes('gate.permits: 2 → 3 (temporary)')"));
    Eventually.until(() -> tab.is("shown('banners').includes('Temporary changes are in force')"));
    tab.run("document.querySelector('[data-kind=overridden] button').click()");
    tab.run("ending.querySelector('.main').click()");
    Eventually.until(() -> tab.is("!ending.open && permits() === '2 of 2'"));
    Eventually.until(() -> tab.is("document.querySelector('[data-kind=overridden]') === null"));
    assertThat(tab.complaints(), empty());
  }

  @Test
  void aTokenThatIsRefusedIsAskedForAgain() throws Exception {
    tab.press("e");
    tab.run("type('edit-permits', '3'); type('edit-token', 'another-token-of-24-signs')");
    tab.run("byId('look').click()");
    Eventually.until(() -> tab.is("message() === 'Weir does not take this token.'"));
    assertThat(tab.is("byId('apply').disabled"), is(true));
    assertThat(tab.evaluate("document.activeElement.id"), is("edit-token"));
    tab.run("type('edit-token', '" + TOKEN + "'); byId('look').click()");
    Eventually.until(() -> tab.is("!byId('apply').disabled"));
    assertThat(tab.evaluate("sessionStorage.length"), is("0"));
    assertThat(tab.requests(), everyItem(not(containsString(TOKEN))));
  }

  @Test
  void aValueThatIsRefusedIsExplained() throws Exception {
    tab.press("e");
    tab.run("type('edit-permits', '0'); type('edit-token', '" + TOKEN + "')");
    tab.run("byId('look').click()");
    Eventually.until(() -> tab.is("message().includes('gate.permits')"));
    assertThat(tab.is("byId('apply').disabled"), is(true));
  }

  @Test
  void aChangeOfAnotherOperatorIsSaidAndWantsAnotherPreview() throws Exception {
    preview("3");
    try (WeirClient other = new WeirClient(port)) {
      String etag = other.get("/admin/state").headers().firstValue("ETag").orElseThrow();
      other
          .send(
              other
                  .request(
                      "/admin/gates/default",
                      "Authorization",
                      "Bearer " + TOKEN,
                      "If-Match",
                      etag,
                      "Content-Type",
                      "application/merge-patch+json")
                  .method("PATCH", BodyPublishers.ofString("{\"waiting-room\": 5}")))
          .join();
    }
    Eventually.until(() -> tab.is("message().includes('changed gate.waiting-room: 4 → 5')"));
    assertThat(tab.is("byId('apply').disabled"), is(true));
    assertThat(tab.evaluate("byId('edit-waiting-room').value"), is("5"));
    assertThat(tab.evaluate("byId('edit-permits').value"), is("3"));
  }

  @Test
  void whatWasPreviewedOfOlderSettingsIsNotApplied() throws Exception {
    preview("3");
    tab.run("edit.revision = 'older'; byId('apply').click()");
    Eventually.until(() -> tab.is("message().includes('Look at the preview again')"));
    assertThat(
        tab.is("byId('apply').disabled && page.state.gates[0].limits.permits === 2"), is(true));
    tab.run("byId('look').click()");
    Eventually.until(() -> tab.is("!byId('apply').disabled"));
  }

  @Test
  void goesOnAfterARestartOfWeir() throws Exception {
    stopWeir();
    Eventually.until(() -> tab.is("shown('connection') === 'connection lost'"));
    startWeir();
    Eventually.until(() -> tab.is("shown('connection') === 'live'"));
    Eventually.until(() -> tab.is("past.marks.some(({ text }) => text === 'restart')"));
    Eventually.until(() -> tab.is("past.steps.at(-1).gates.get(ALL)?.served > 0"));
    assertThat(
        tab.is("past.rates(ALL).slice(1).flat().every((rate) => rate === null || rate >= 0)"),
        is(true));
  }
}
