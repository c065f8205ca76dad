#!/usr/bin/env bash
# Installs whom we are measured beside, by name: wrk and nginx from Debian, Gatling, Hyperfoil and WireMock from Maven. Bounded and repeatable.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=${1:-${TMPDIR:-/tmp}/impulse-peers}
mkdir -p "$work"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq && apt-get install -y -qq --no-install-recommends wrk nginx-light gcc libc6-dev >/dev/null
fetch() { # folder dependency...
    local folder=$work/$1 pom=$work/$1.xml; shift
    { echo '<project><modelVersion>4.0.0</modelVersion><groupId>peers</groupId><artifactId>peer</artifactId><version>1</version><dependencies>'
      for dependency in "$@"; do
          IFS=: read -r group artifact version <<<"$dependency"
          echo "<dependency><groupId>$group</groupId><artifactId>$artifact</artifactId><version>$version</version></dependency>"
      done
      echo '</dependencies></project>'; } >"$pom"
    mvn -q -B -f "$pom" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$folder"
}
fetch gatling io.gatling.highcharts:gatling-charts-highcharts:3.15.1
fetch hyperfoil io.hyperfoil:hyperfoil-core:0.25.2 io.hyperfoil:hyperfoil-http:0.25.2
fetch wiremock org.wiremock:wiremock-standalone:3.13.2
java=${JAVA_HOME:+$JAVA_HOME/bin/}javac
"$java" -d "$work/classes/gatling" -cp "$work/gatling/*" "$here/GatlingClosed.java"
"$java" -d "$work/classes/hyperfoil" -cp "$work/hyperfoil/*" "$here/HyperfoilClosed.java"
# Without it Gatling logs every request.
cat >"$work/classes/gatling/logback.xml" <<'XML'
<configuration><root level="WARN"/></configuration>
XML
gcc -O2 -Wall -o "$work/sleeper" "$here/sleeper.c"
gcc -O2 -o "$work/openprobe" "$here/openprobe.c"
echo "installed in $work"
