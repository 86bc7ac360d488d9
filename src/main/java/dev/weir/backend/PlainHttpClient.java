package dev.weir.backend;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Makes an HTTP client that does what it is told and nothing else, as a proxy needs it. */
final class PlainHttpClient {

  /** A connection that was idle for longer is looked at before it is used again. */
  private static final TimeValue TRUSTED_IDLE = TimeValue.ofMilliseconds(500);

  private PlainHttpClient() {}

  static CloseableHttpClient create(Timeout connectTimeout, Timeout responseTimeout) {
    PoolingHttpClientConnectionManager connections = connections(connectTimeout, responseTimeout);
    return HttpClientBuilder.create()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(responseTimeout)
                .setProtocolUpgradeEnabled(false)
                .build())
        .setRetryStrategy(new StaleConnectionRetry(connections))
        .disableAuthCaching()
        .disableConnectionState()
        .disableContentCompression()
        .disableCookieManagement()
        .disableDefaultUserAgent()
        .disableRedirectHandling()
        .build();
  }

  private static PoolingHttpClientConnectionManager connections(
      Timeout connectTimeout, Timeout responseTimeout) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setConnectionFactory(strict())
        .setMaxConnTotal(Integer.MAX_VALUE)
        .setMaxConnPerRoute(Integer.MAX_VALUE)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(connectTimeout)
                .setSocketTimeout(responseTimeout)
                .setValidateAfterInactivity(TRUSTED_IDLE)
                .build())
        .build();
  }

  /** By default the client skips whatever comes before something that looks like HTTP. */
  private static ManagedHttpClientConnectionFactory strict() {
    return ManagedHttpClientConnectionFactory.builder()
        .responseParserFactory(new DefaultHttpResponseParserFactory())
        .build();
  }
}
