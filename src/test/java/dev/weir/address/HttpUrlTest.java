package dev.weir.address;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URISyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpUrlTest {

  @ParameterizedTest
  @CsvSource({
    "http://my_backend:9000,          my_backend,    9000, my_backend:9000,  ''",
    "http://my_backend/base/,         my_backend,    80,   my_backend,       /base/",
    "https://my-backend,              my-backend,    443,  my-backend,       ''",
    "https://_a_._b_:8443/,           _a_._b_,       8443, _a_._b_:8443,     /",
    "http://shop.example.:80/%20a,    shop.example., 80,   shop.example.:80, /%20a",
    "http://127.0.0.1:9000,           127.0.0.1,     9000, 127.0.0.1:9000,   ''",
    "http://[::1],                    ::1,           80,   [::1],            ''",
    "http://[2001:DB8::1]:9000/a,     2001:DB8::1,   9000, [2001:DB8::1]:9000, /a",
    "http://[::ffff:10.0.0.1]:1,      ::ffff:10.0.0.1, 1,  [::ffff:10.0.0.1]:1, ''",
    "http://[fe80::1%eth0]:9000,      fe80::1%eth0,  9000, [fe80::1]:9000,   ''"
  })
  void isReadWhole(String text, String host, int port, String hostField, String path)
      throws URISyntaxException {
    HttpUrl url = HttpUrl.read(text);
    assertThat(url.host(), is(host));
    assertThat(url.port(), is(port));
    assertThat(url.hostField(), is(hostField));
    assertThat(url.path(), is(path));
    assertThat(url.toString(), is(text));
  }

  @Test
  void itsOriginHasNoPath() throws URISyntaxException {
    assertThat(HttpUrl.read("https://my_backend:1/a?b").origin(), is("https://my_backend:1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          my_backend:9000            | must be an address such as
          ftp://h                    | must be an address such as
          http:/h                    | must be an address such as
          ''                         | must be an address such as
          http://                    | must have a host of
          http://:9000               | must have a host of
          http://a b                 | must have a host of
          http://a%20b               | must have a host of
          http://münchen             | must have a host of
          http://a,b:1               | must have a host of
          http://::1                 | must have a host of
          http://[                   | must be an address such as
          http://[::1                | must be an address such as
          http://[]                  | must have an IPv6 address
          http://[my_backend]        | must have an IPv6 address
          http://[127.0.0.1]         | must have an IPv6 address
          http://[1::2::3]           | must have an IPv6 address
          http://[::1%]              | must have an IPv6 address
          http://300.0.0.1           | must have four numbers
          http://1.2.3               | must have four numbers
          http://127.1:80            | must have four numbers
          http://my_backend:         | must have a port from 1 to 65535
          http://my_backend:0        | must have a port from 1 to 65535
          http://my_backend:65536    | must have a port from 1 to 65535
          http://my_backend:+80      | must have a port from 1 to 65535
          http://[::1]:http          | must have a port from 1 to 65535
          http://[::1]9000           | must be an address such as
          http://u@my_backend        | must be without a user
          http://u:p@[::1]:9000      | must be without a user
          http://my_backend/#a       | must be without a fragment
          http://my_backend#         | must be without a fragment
          http://h/a b               | must have a path of
          http://h/ü                 | must have a path of
          http://h/%2                | must have a path of
          """)
  void whatIsNoneIsToldWhatItMustBe(String text, String rule) {
    var e = assertThrows(URISyntaxException.class, () -> HttpUrl.read(text));
    assertThat(e.getReason(), startsWith(rule));
  }
}
