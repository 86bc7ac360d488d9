package dev.weir.process;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.security.Security;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NameCacheTest {

  private static final String UNKNOWN = "networkaddress.cache.negative.ttl";

  private final String before = Security.getProperty(UNKNOWN);

  @AfterEach
  void restore() {
    Security.setProperty(UNKNOWN, before);
  }

  @Test
  void aNameThatIsUnknownIsLookedUpAgainAfterASecond() {
    Security.setProperty(UNKNOWN, "10");
    NameCache.keepForSeconds();
    assertThat(Security.getProperty(UNKNOWN), is("1"));
  }

  @Test
  void aTimeThatAUserHasChosenStands() {
    Security.setProperty(UNKNOWN, "5");
    NameCache.keepForSeconds();
    assertThat(Security.getProperty(UNKNOWN), is("5"));
  }
}
