package dev.weir.edge.headers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.weir.HttpText;
import dev.weir.backend.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseFieldsTest {

  private static String interim(int status, Field... fields) {
    return new String(ResponseFields.interim(status, List.of(fields)), StandardCharsets.ISO_8859_1);
  }

  @Test
  void anInterimResponseHasItsEndToEndFieldsAndTheirBytes() {
    assertThat(
        interim(
            103,
            new Field("Link", "</a.css>; rel=preload"),
            new Field("Connection", "X-Hop"),
            new Field("X-Hop", "1"),
            new Field("Link", "</\u00e4\u0080>")),
        is(
            HttpText.head(
                "HTTP/1.1 103 Early Hints",
                "Link: </a.css>; rel=preload",
                "Link: </\u00e4\u0080>")));
  }

  @Test
  void anInterimResponseMayHaveAnUnknownStatus() {
    assertThat(interim(199), is(HttpText.head("HTTP/1.1 199 ")));
  }
}
