package dev.weir.backend.jdbc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://h/db, jdbc:postgresql://h/db",
    "'jdbc:postgresql://h1:1,[::1]:2/db?ssl=true', 'jdbc:postgresql://h1:1,[::1]:2/db'",
    "jdbc:h2:mem:a;DB_CLOSE_DELAY=-1, jdbc:h2:mem:a",
    "jdbc:h2:tcp://h/~/db, jdbc:h2:tcp://h/~/db",
    "jdbc:mysql://u:secret@h/db, jdbc:mysql://h/db",
    "jdbc:oracle:thin:u/secret@h:1521:x, jdbc:oracle:h:1521:x",
  })
  void whereTheDatabaseIsIsShown(String url, String shown) {
    assertThat(new JdbcUrl(url).shown(), is(shown));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://h/db?user=u&password=secret",
        "jdbc:postgresql://h/db?password=secret@x",
        "jdbc:sqlserver://h:1;user=u;password=secret",
        "jdbc:mysql://u:secret@h/db",
        "jdbc:mysql://u:a?secret@h/db",
        "jdbc:mysql://u:a;secret@h/db",
        "jdbc:mysql://u:a@secret@h/db",
        "jdbc:oracle:thin:u/secret@//h/x",
        "secret",
      })
  void noPasswordIsShown(String url) {
    assertThat(new JdbcUrl(url).toString(), not(containsString("secret")));
  }

  @Test
  void whatADriverRepeatsIsHidden() {
    JdbcUrl url = new JdbcUrl("jdbc:x://u:secret@h/db");
    assertThat(
        url.hideIn("No suitable driver found for jdbc:x://u:secret@h/db"),
        is("No suitable driver found for jdbc:x://h/db"));
  }
}
