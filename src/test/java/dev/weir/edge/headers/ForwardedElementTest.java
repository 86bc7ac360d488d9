package dev.weir.edge.headers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
      value = {"''", ";", "for", "=", "for=;proto=", "x=1"})
  void whatCantBeReadIsEmpty(String value) {
    assertThat(ForwardedElement.read(value), contains(ForwardedElement.NONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "for=6.6.6.6;x=\", for=10.0.0.1",
        "for=6.6.6.6;x=\", for=\"[2001:db8::1]\"",
        "for=6.6.6.6;x=\"\\\", for=10.0.0.1",
        "for=10.0.0.1;by=\"a",
      })
  void aQuotationMarkThatIsLeftOpenVoidsTheField(String value) {
    assertThat(ForwardedElement.read(value), is(empty()));
  }

  @Test
  void anEscapedQuotationMarkEndsNothing() {
    assertThat(
        ForwardedElement.read("x=\"a\\\",b\", for=10.0.0.1"),
        contains(ForwardedElement.NONE, new ForwardedElement("10.0.0.1", "", "")));
  }

  @Test
  void nodesAreWhatStandsBetweenTheCommasWhateverTheQuotes() {
    List<String> nodes =
        ForwardedElement.readNodes("\"[10.1.2.3]\", 1.2.3.4:5 ,, \"").stream()
            .map(ForwardedElement::node)
            .toList();
    assertThat(nodes, contains("\"[10.1.2.3]\"", "1.2.3.4:5", "", "\""));
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3.4, 1.2.3.4",
    "1.2.3.4:80, 1.2.3.4",
    "::1, 0:0:0:0:0:0:0:1",
    "[::1], 0:0:0:0:0:0:0:1",
    "[::1]:80, 0:0:0:0:0:0:0:1",
  })
  void anAddressMayHaveAPort(String node, String address) {
    assertThat(ForwardedResolver.addressOf(node).orElseThrow().getHostAddress(), is(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "_hidden",
        "\"",
        "[10.1.2.3]",
        "[10.1.2.3]\"",
        "[::1",
        "::1]",
        "[::1]80",
        "[::1]:",
        "[::1]:8x",
        "[::1]:123456",
        "1.2.3.4:",
        "1.2.3.4:x",
        "x1.2.3.4",
        "1.2.3.4 5",
        "\"1.2.3.4\"",
        "[[::1]]",
        "[]",
        ":80"
      })
  void anythingElseIsNoAddress(String node) {
    assertThat(ForwardedResolver.addressOf(node), is(Optional.empty()));
  }
}
