package dev.weir.edge.headers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.helidon.http.HeaderNames;
import io.helidon.http.WritableHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerNamesTest {

  private final WritableHeaders<?> headers = WritableHeaders.create();

  private List<String> names(ClientAddress client, CallerNames.Level... levels) {
    return new CallerNames(List.of(levels)).of(headers, client);
  }

  private static ClientAddress client(String address) {
    return ClientAddress.untrusted(address);
  }

  private static ClientAddress throughProxy(String address) {
    return new ClientAddress("10.0.0.1", true, List.of(address), ForwardedElement.NONE);
  }

  @Test
  void withoutLevelsACallerHasNoNames() {
    assertThat(names(client("192.0.2.7")), is(empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:",
    "2001:db8:1:2:9:9:9:9, 2001:db8:1:2:",
    "fe80:0:0:0:1:2:3:4%eth0, fe80:0:0:0:"
  })
  void anAddressIsThatOfItsNetwork(String address, String name) {
    assertThat(names(client(address), CallerNames.address()), contains(name));
  }

  @Test
  void theAddressIsThatOfTheClientOfATrustedProxy() {
    assertThat(names(throughProxy("192.0.2.7"), CallerNames.address()), contains("192.0.2.7"));
  }

  @Test
  void aFieldCountsFromTrustedProxiesOrFromAll() {
    headers.set(HeaderNames.create("X-Tenant"), "blue");
    CallerNames.Level ofProxies = CallerNames.field("x-tenant", true);
    CallerNames.Level ofAll = CallerNames.field("x-tenant", false);
    assertThat(names(client("192.0.2.7"), ofProxies, ofAll), contains("", "blue"));
    assertThat(names(throughProxy("192.0.2.7"), ofProxies, ofAll), contains("blue", "blue"));
  }

  @Test
  void requestsWithoutTheFieldAreThoseOfOneCaller() {
    assertThat(names(client("192.0.2.7"), CallerNames.field("X-Tenant", false)), contains(""));
  }

  @Test
  void theWiderNameIsFirst() {
    headers.set(HeaderNames.create("X-Tenant"), "blue");
    assertThat(
        names(client("192.0.2.7"), CallerNames.field("X-Tenant", false), CallerNames.address()),
        contains("blue", "192.0.2.7"));
  }
}
