package dev.weir.address;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "192.168.1.128/25, 192.168.1.255, true",
    "192.168.1.128/25, 192.168.1.127, false",
    "192.168.1.7/31, 192.168.1.6, true",
    "192.168.1.7, 192.168.1.7, true",
    "192.168.1.7, 192.168.1.6, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 2001:db8::1, true",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, ::1, true",
    "10.0.0.0/8, ::ffff:10.1.1.1, true",
  })
  void holdsTheAddressesWhoseFirstBitsAreItsOwn(String range, String address, boolean inside) {
    InetAddress one = AddressText.read(address).orElseThrow();
    assertThat(AddressRange.read(range).orElseThrow().contains(one), is(inside));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "::/129",
        "10.0.0.0/ 8",
        "localhost",
        "example.org/8"
      })
  void whatIsNoRangeIsNone(String text) {
    assertThat(AddressRange.read(text), is(Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.04",
        "1.2..4",
        "1.2.3.4.",
        ".1.2.3.4",
        "1.2.3.99999999999999999999",
        "1.2.3.4:80",
        "[::1]",
        ":",
        ":::",
        "::g",
        "fe80::1%lo",
        "1:2:3:4:5:6:7:8:9",
        "localhost",
        "a.b.c.d",
        "cafe"
      })
  void whatIsNoAddressIsNoneAndIsNotLookedUp(String text) {
    assertThat(AddressText.read(text), is(Optional.empty()));
  }
}
