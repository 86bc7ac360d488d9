package dev.weir.edge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerRequestFactsTest {

  @ParameterizedTest
  @CsvSource({
    "api.example.com, api.example.com",
    "api.example.com:8080, api.example.com",
    "api.example.com., api.example.com",
    "api.example.com.:80, api.example.com",
    "[2001:db8::1], [2001:db8::1]",
    "[2001:db8::1]:8080, [2001:db8::1]",
    "'', ''"
  })
  void aHostHasOneSpelling(String field, String host) {
    assertThat(ServerRequestFacts.host(field), is(host));
  }
}
