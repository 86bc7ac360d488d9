package dev.weir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Changes that are written to the settings file. */
@Timeout(120)
class AdminPersistIT {

  @TempDir private Path folder;

  private AdminWeir start(String... flags) throws IOException {
    AdminWeir weir = new AdminWeir(folder, AdminWeir.FILE, flags);
    weir.reload.watch();
    return weir;
  }

  @Test
  void aChangeIsInForceAndInTheFileAndNotTemporary() throws IOException {
    try (AdminWeir weir = start("--admin.persist=true")) {
      HttpResponse<String> response = weir.patch("{\"permits\": 4}");
      assertThat(response.body(), containsString("\"temporary\":false,\"persisted\":true"));
      assertThat(
          Files.readString(weir.file), is(AdminWeir.FILE.replace("permits: 2", "permits: 4")));
      assertThat(weir.operator.metric("weir_permits"), is(4L));
      assertThat(weir.operator.metric("weir_config_overridden"), is(0L));
      weir.reload.read();
      assertThat(weir.operator.metric("weir_permits"), is(4L));
    }
  }

  @Test
  void aChangeThatAsksForItIsTemporaryAllTheSame() throws IOException {
    try (AdminWeir weir = start("--admin.persist=true")) {
      weir.patch(
          "/admin/gates/default?temporary=true", "{\"permits\": 4}", "If-Match", weir.etag());
      assertThat(Files.readString(weir.file), is(AdminWeir.FILE));
      assertThat(weir.operator.metric("weir_config_overridden"), is(1L));
      weir.patch("{\"permits\": 5, \"waiting-room\": null}");
      assertThat(weir.operator.metric("weir_permits"), is(5L));
      assertThat(weir.operator.metric("weir_config_overridden"), is(0L));
    }
  }

  @Test
  void aKeyOfAStrongerPlaceIsRefusedAndTheFileStays() throws IOException {
    try (AdminWeir weir = start("--admin.persist=true", "--gate.permits=3")) {
      HttpResponse<String> response = weir.patch("{\"permits\": 4, \"waiting-room\": 9}");
      assertThat(response.statusCode(), is(409));
      assertThat(response.body(), containsString("gate.permits=3 (on the command line)"));
      assertThat(Files.readString(weir.file), is(AdminWeir.FILE));
      assertThat(weir.operator.metric("weir_permits"), is(3L));
    }
  }

  @Test
  void aFileThatCantBeChangedSoIsRefusedAndStays() throws IOException {
    String yaml = "gate:\n  permits: &two 2\n  waiting-room: *two\n";
    try (AdminWeir weir = new AdminWeir(folder, yaml, "--admin.persist=true")) {
      HttpResponse<String> response = weir.patch("{\"permits\": 4}");
      assertThat(response.statusCode(), is(409));
      assertThat(response.body(), containsString("do it by hand"));
      assertThat(Files.readString(weir.file), is(yaml));
      assertThat(weir.operator.metric("weir_permits"), is(2L));
    }
  }

  @Test
  void aFileThatHasJustChangedIsNotOverwritten() throws IOException {
    try (AdminWeir weir = new AdminWeir(folder, AdminWeir.FILE, "--admin.persist=true")) {
      String edited = AdminWeir.FILE.replace("permits: 2", "permits: 7");
      Files.writeString(weir.file, edited);
      assertThat(weir.patch("{\"permits\": 4}").statusCode(), is(409));
      assertThat(Files.readString(weir.file), is(edited));
      assertThat(weir.operator.metric("weir_permits"), is(2L));
    }
  }
}
