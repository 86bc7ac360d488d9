package dev.weir.settings;

import dev.weir.address.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How Weir behaves towards other proxies.
 *
 * @param trusted the proxies whose word on the address of their client counts
 * @param passesUnderscores whether fields with an underscore in their names are passed on
 * @param via the name of Weir in {@code Via}; empty for weir and a random number
 */
public record ProxySettings(
    List<AddressRange> trusted, boolean passesUnderscores, Optional<String> via) {

  static ProxySettings from(Values values) {
    return new ProxySettings(
        trusted(values),
        values.oneOf("server.underscore-fields", "drop", "pass").equals("pass"),
        values.optionalToken("server.via"));
  }

  private static List<AddressRange> trusted(Values values) {
    List<AddressRange> ranges = new ArrayList<>();
    for (String text : values.list("server.trusted-proxies")) {
      ranges.add(
          AddressRange.read(text)
              .orElseThrow(
                  () ->
                      values.bad(
                          "server.trusted-proxies",
                          "must be addresses and ranges with commas between them, such as"
                              + " 10.0.0.0/8, ::1; \""
                              + text
                              + "\" is none")));
    }
    return List.copyOf(ranges);
  }
}
