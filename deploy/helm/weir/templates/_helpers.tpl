{{- define "weir.fullname" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "weir.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}{{ .Values.serviceAccount.name | default (include "weir.fullname" .) }}
{{- else }}{{ .Values.serviceAccount.name | default "default" }}{{ end }}
{{- end }}

{{/* Of a list: the context, and the component, gate or store. */}}
{{- define "weir.selectorLabels" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ $root.Chart.Name }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{- define "weir.labels" -}}
{{- $root := index . 0 -}}
{{ include "weir.selectorLabels" . }}
app.kubernetes.io/part-of: weir
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" }}
{{- if eq (index . 1) "gate" }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
{{- end }}
{{- end }}

{{- define "weir.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{/* Of at most 40 characters, and another one for each release, since a store may serve many. */}}
{{- define "weir.clusterName" -}}
{{- $name := printf "%s-%s" .Release.Namespace (include "weir.fullname" .) -}}
{{- if gt (len $name) 40 }}{{ $name = printf "%s-%s" (trunc 31 $name) (sha256sum $name | trunc 8) }}{{ end -}}
{{- $name }}
{{- end }}

{{- define "weir.adminPort" -}}
{{- dig "admin" "port" 9091 .Values.settings }}
{{- end }}

{{/* The settings file: what the values say, and for the rest what the chart knows. */}}
{{- define "weir.settings" -}}
{{- $name := include "weir.fullname" . -}}
{{- $cluster := dict "replicas" .Values.replicas -}}
{{- $url := dig "cluster" "url" "" .Values.settings -}}
{{- if .Values.valkey.enabled }}
{{- $_ := set $cluster "url" (printf "redis://%s-valkey:6379" $name) }}
{{- else if not $url }}
{{- $_ := set $cluster "peers" (printf "dns:%s-replicas" $name) }}
{{- end }}
{{- if or .Values.valkey.enabled $url }}
{{- $_ := set $cluster "name" (include "weir.clusterName" .) }}
{{- with .Values.cluster.passwordSecret.name }}
{{- $_ := set $cluster "password-file" (printf "/etc/weir-store/%s" $.Values.cluster.passwordSecret.key) }}
{{- end }}
{{- end }}
{{- $known := dict "admin" (dict "port" 9091 "host" "0.0.0.0") "cluster" $cluster -}}
{{- toYaml (mergeOverwrite $known (deepCopy .Values.settings)) }}
{{- end }}
