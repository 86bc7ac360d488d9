# Weir in an image: docker build -t weir . && docker run --rm -p 8080:8080 weir --gate.permits=8

# The Java it runs on: 25, the newest with long-term support, or 21, the oldest that Weir runs on and the one
# that it is built with: docker build --build-arg JDK=21
ARG JDK=25

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


FROM debian:trixie-slim AS jdk-25
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends openjdk-25-jdk-headless >/dev/null


FROM build AS jdk-21


# A runtime with only the modules that Weir, its drivers and diagnostics (jdk.jfr) need.
FROM jdk-$JDK AS runtime
RUN jlink --output /runtime --no-header-files --no-man-pages --exclude-files '**.debuginfo' --add-modules \
    java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.security.sasl,java.sql,java.transaction.xa,jdk.crypto.ec,jdk.jfr,jdk.management,jdk.net,jdk.unsupported


FROM debian:trixie-slim AS weir
# For the health check.
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends curl >/dev/null \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/*
WORKDIR /opt/weir
COPY --from=runtime /runtime runtime
ENV PATH=/opt/weir/runtime/bin:$PATH
COPY --from=build /build/target/libs libs
COPY --from=build /build/target/weir.jar /build/target/weir-sbom.json /build/LICENSE /build/NOTICE /build/THIRD-PARTY.txt ./
# What a start would work out anew each time: Weir runs once, in front of another one, under a load of which a part
# is shed. From then on the classes that it loaded, and from JDK 25 on how often each of their methods ran, which
# the compiler goes by, come from one file. Made here, by the JVM that will read it; any other would ignore it. The
# options are those of the entry point, since a file that was made with other object headers is ignored too.
ARG JDK
RUN set -eu; \
    case $JDK in \
      21) train=-XX:DumpLoadedClassList=/tmp/classes start=-XX:SharedArchiveFile=/opt/weir/weir.jsa ;; \
      *) headers=-XX:+UseCompactObjectHeaders; \
        train="$headers -XX:AOTCacheOutput=weir.aot" start="$headers -XX:AOTCache=/opt/weir/weir.aot" ;; \
    esac; \
    java -jar weir.jar --server.port=8081 & backend=$!; \
    java $train -jar weir.jar --backend.type=http --backend.http.url=http://127.0.0.1:8081 & weir=$!; \
    until curl -fs -o /dev/null http://127.0.0.1:8080/health/ready; do kill -0 $weir; sleep 0.1; done; \
    for path in health metrics; do curl -s -o /dev/null http://127.0.0.1:8080/$path; done; \
    curl -s -o /dev/null --parallel --parallel-max 100 "http://127.0.0.1:8080/endpoint?[1-8000]"; \
    kill $weir; wait $weir; kill $backend; wait $backend; \
    [ $JDK != 21 ] || java -Xshare:dump -XX:SharedClassListFile=/tmp/classes -XX:SharedArchiveFile=weir.jsa -cp weir.jar \
      >/tmp/log 2>&1 || { cat /tmp/log; exit 1; }; \
    echo "$start" >java.options; \
    test -e weir.aot -o -e weir.jsa; \
    rm -rf /tmp/*

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
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "@/opt/weir/java.options", "-jar", "/opt/weir/weir.jar"]
