import { isMap, mapsIn, valueAt } from '../data/merge';
import { groupOf } from '../kubernetes/api-version';
import type { AssembledObject, KubernetesObject } from './application-assembly';
import { identity } from './collisions';

/** The requests from outside the cluster that one rule of an object takes. */
export interface RoutedRequests {
  /** Equal for rules that take the same requests from the same controller. */
  readonly key: string;
  /** The requests as a text for messages, such as `www.example.org/api`. */
  readonly words: string;
}

/** The requests that an Ingress, an HTTPRoute or a Route of OpenShift takes; none for any other object. */
export function routedRequests(object: Pick<AssembledObject, 'manifest'>): RoutedRequests[] {
  const { manifest } = object;
  const group = groupOf(manifest.apiVersion);
  if (manifest.kind === 'Ingress' && group === 'networking.k8s.io') return ofIngress(object);
  if (manifest.kind === 'HTTPRoute' && group === 'gateway.networking.k8s.io') return ofHttpRoute(manifest);
  if (manifest.kind === 'Route' && group === 'route.openshift.io') return ofOpenShift(manifest);
  return [];
}

/** Annotations by which controllers tell the requests of two Ingresses apart, although host and path are the same. */
const tellsApart = /\/(canary$|router\.|conditions\.|group\.name$)/;

/** Controllers that give each Ingress an address of its own, unless it names a group. */
const ownAddress = ['alb', 'gce', 'gce-internal'];

function ofIngress(object: Pick<AssembledObject, 'manifest'>): RoutedRequests[] {
  const { manifest } = object;
  const annotations = Object.entries(mapAt(manifest, ['metadata', 'annotations']));
  const apart = annotations.filter(([name]) => tellsApart.test(name)).sort();
  const named = annotations.find(([name]) => name === 'kubernetes.io/ingress.class')?.[1];
  const controller = valueAt(manifest, ['spec', 'ingressClassName']) ?? named;
  const isAlone = ownAddress.includes(String(controller)) && !apart.some(([name]) => name.endsWith('/group.name'));
  return mapsIn(valueAt(manifest, ['spec', 'rules'])).flatMap((rule) => {
    const host = textAt(rule, 'host');
    const alone = isAlone && host === '' ? identity(object) : '';
    return mapsIn(valueAt(rule, ['http', 'paths'])).map((entry): RoutedRequests => {
      const path = textAt(entry, 'path') || '/';
      const type = textAt(entry, 'pathType');
      // The prefixes `/api` and `/api/` take the same requests.
      const compared = type === 'Prefix' ? path.replace(/(?<=[^/])\/$/, '') : path;
      return { key: keyOf('Ingress', controller, alone, apart, host, type, compared), words: inWords(host, path) };
    });
  });
}

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#httproutematch */
function ofHttpRoute(manifest: KubernetesObject): RoutedRequests[] {
  const gateways = mapsIn(valueAt(manifest, ['spec', 'parentRefs'])).map((parent) => ({
    namespace: manifest.metadata.namespace,
    ...parent,
  }));
  const hosts = valueAt(manifest, ['spec', 'hostnames']);
  const named = Array.isArray(hosts) && hosts.length > 0 ? hosts.map(String) : [''];
  const matches = mapsIn(valueAt(manifest, ['spec', 'rules'])).flatMap((rule) => {
    const found = mapsIn(valueAt(rule, ['matches']));
    return found.length > 0 ? found : [{}];
  });
  return named.flatMap((host) =>
    matches.map((match): RoutedRequests => {
      const { path, ...further } = match;
      const { type = 'PathPrefix', value = '/' } = Object(path) as { type?: unknown; value?: unknown };
      const key = keyOf('HTTPRoute', gateways, host, type, value, further);
      return { key, words: inWords(host, String(value)) };
    }),
  );
}

/** A Route without a host gets one of its own from the cluster. */
function ofOpenShift(manifest: KubernetesObject): RoutedRequests[] {
  const spec = mapAt(manifest, ['spec']);
  const [host, path] = [textAt(spec, 'host'), textAt(spec, 'path') || '/'];
  return host === '' ? [] : [{ key: keyOf('Route', host, path), words: inWords(host, path) }];
}

function keyOf(...parts: readonly unknown[]): string {
  return JSON.stringify(parts);
}

function inWords(host: string, path: string): string {
  return host === '' ? `\`${path}\` of all hosts` : `\`${host}${path}\``;
}

function mapAt(value: unknown, path: readonly string[]): Readonly<Record<string, unknown>> {
  const found = valueAt(value, path);
  return isMap(found) ? found : {};
}

function textAt(value: Readonly<Record<string, unknown>>, name: string): string {
  const found = value[name];
  return typeof found === 'string' ? found : '';
}
