package dev.weir;

import dev.weir.edge.ProxyPolicy;
import dev.weir.edge.headers.ForwardedResolver;
import dev.weir.edge.headers.PriorityFields;
import dev.weir.edge.headers.PriorityFields.FromUntrusted;
import dev.weir.edge.headers.Via;
import dev.weir.settings.GateSettings;
import dev.weir.settings.ProxySettings;
import dev.weir.settings.Settings;

/** Makes the proxy policy of the settings. */
final class ProxyPolicies {

  private ProxyPolicies() {}

  static ProxyPolicy of(Settings settings) {
    ProxySettings proxy = settings.server().proxy();
    return new ProxyPolicy(
        new ForwardedResolver(proxy.trusted()),
        proxy.via().map(Via::new).orElseGet(Via::ofItsOwn),
        new PriorityFields(settings.gate().priorityHeader(), fromUntrusted(settings.gate())),
        proxy.passesUnderscores(),
        settings.server().limits().body().orElse(Long.MAX_VALUE));
  }

  private static FromUntrusted fromUntrusted(GateSettings gate) {
    if (!gate.priorityOfProxiesOnly()) {
      return FromUntrusted.HEARD;
    }
    return gate.keepsPriorityFromStrangers() ? FromUntrusted.REMOVED : FromUntrusted.IGNORED;
  }
}
