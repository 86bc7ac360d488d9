# Weir in an image: docker build -t weir . && docker run --rm -p 8080:8080 weir --gate.permits=8

FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /build
COPY .mvn .mvn
COPY pom.xml .
# What a build downloads, in a layer that only a change of pom.xml makes anew. It takes a class and a
# resource for Maven to fetch what it compiles and copies with.
RUN mkdir -p src/main/java/nothing src/main/resources \
 && echo 'package nothing; interface Nothing {}' >src/main/java/nothing/Nothing.java \
 && mvn -B -ntp -q -Dmaven.test.skip=true package \
 && rm -r src target
COPY LICENSE NOTICE THIRD-PARTY.txt ./
COPY src/launcher src/launcher
COPY src/main src/main
RUN mvn -B -ntp -q -Dmaven.test.skip=true package


# A runtime with only the modules that Weir, its drivers and diagnostics (jdk.jfr) need.
RUN jlink --output /runtime --no-header-files --no-man-pages --add-modules \
    java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.security.sasl,java.sql,java.transaction.xa,jdk.crypto.ec,jdk.jfr,jdk.management,jdk.net,jdk.unsupported


FROM debian:trixie-slim AS weir
# For the health check.
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends curl >/dev/null \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/*
WORKDIR /opt/weir
COPY --from=build /runtime runtime
ENV PATH=/opt/weir/runtime/bin:$PATH
COPY --from=build /build/target/libs libs
COPY --from=build /build/target/weir.jar /build/target/weir-sbom.json /build/LICENSE /build/NOTICE /build/THIRD-PARTY.txt ./
# The class-data archive: Weir runs once with each backend, one of them in a cluster, one with traces, and the classes loaded
# then come from one file from now on. Made here, by the JVM that will read it; any other would ignore it. The
# numbers (id) of the classes in the three lists clash, so they are removed.
RUN set -eu; \
    train() { \
      java -XX:DumpLoadedClassList=/tmp/$1.classes -jar weir.jar --backend.type="$@" & \
      until curl -s -o /dev/null http://127.0.0.1:8080/health/live; do kill -0 $!; sleep 0.1; done; \
      for path in endpoint health health/ready metrics; do curl -s -o /dev/null http://127.0.0.1:8080/$path; done; \
      kill $!; wait $!; \
    }; \
    train simulated; \
    train http --backend.http.url=http://127.0.0.1:1 --cluster.url=redis://127.0.0.1:1; \
    export OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1; \
    train jdbc --backend.jdbc.url=jdbc:postgresql://127.0.0.1:1/weir; \
    sed 's/ id: .*//' /tmp/*.classes | awk '/^@/ || !seen[$0]++' >/tmp/all; \
    java -Xshare:dump -XX:SharedClassListFile=/tmp/all -XX:SharedArchiveFile=weir.jsa -cp weir.jar >/tmp/log 2>&1 \
      || { cat /tmp/log; exit 1; }; \
    rm -r /tmp/*

ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="Weir" \
      org.opencontainers.image.description="Overload protection in front of a backend: wait briefly, in order, then shed." \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="docker.io/library/debian:trixie-slim"

# A number, so that Kubernetes' runAsNonRoot can tell. Weir writes no file.
USER 10001:10001
EXPOSE 8080
# Knows a port, or a certificate, that is set in the environment; one that is set otherwise needs another check.
HEALTHCHECK --interval=5s --timeout=2s --start-period=20s --retries=3 \
  CMD [ -n "$WEIR_ADMIN_PORT" ] || s=${WEIR_SERVER_TLS_CERTIFICATE:+s}; \
      curl -fsSk -o /dev/null "http$s://127.0.0.1:${WEIR_ADMIN_PORT:-${WEIR_SERVER_PORT:-8080}}/health/live"
# A process without memory ends, and is restarted. Weir is process 1 and gets SIGTERM itself. More options for
# the JVM: JDK_JAVA_OPTIONS in the environment.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-XX:SharedArchiveFile=/opt/weir/weir.jsa", "-jar", "/opt/weir/weir.jar"]
