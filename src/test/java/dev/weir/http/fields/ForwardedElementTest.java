package dev.weir.http.fields;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedElementTest {

  @Test
  void readsEachElementWithItsPairs() {
    assertThat(
        ForwardedElement.read(
            "For=\"[2001:db8::1]:80\"; host=\"a,b;c\";proto=https;by=x, for=10.0.0.1"),
        contains(
            new ForwardedElement("[2001:db8::1]:80", "https", "a,b;c"),
            new ForwardedElement("10.0.0.1", "", "")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", ";", "for", "=", "\"", "for=;proto=", "x=1"})
  void whatCantBeReadIsEmpty(String value) {
    assertThat(ForwardedElement.read(value), contains(ForwardedElement.NONE));
  }

  @Test
  void readsNodesWithoutPairs() {
    assertThat(
        ForwardedElement.readNodes("1.2.3.4:5 , \"[::1]\""),
        contains(new ForwardedElement("1.2.3.4:5", "", ""), new ForwardedElement("[::1]", "", "")));
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3.4, 1.2.3.4",
    "1.2.3.4:80, 1.2.3.4",
    "::1, ::1",
    "[::1], ::1",
    "[::1]:80, ::1",
    "unknown, unknown"
  })
  void anAddressMayHaveAPort(String node, String address) {
    assertThat(Origins.addressOf(node), is(address));
  }
}
