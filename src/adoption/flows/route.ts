import { type Fields, fieldsOf, itemsOf } from '../../equivalence/fields';
import { areEqual, Expression, filled, textOf } from '../values';
import type { ReadPort } from './ports';

/** Finds the flow that has a Service of its own with this name and offers this port as its main one. */
export type FindFlow = (service: string, port: unknown) => string | undefined;

/** The Service that an Ingress or an OpenShift Route leads to first; undefined if it leads to none. */
export function routedService(object: Fields): string | undefined {
  const spec = fieldsOf(object.spec);
  if (object.kind === 'Route') return textOf(fieldsOf(spec.to).name);
  const [path] = pathsOf(itemsOf(spec.rules)[0]);
  return textOf(backendOf(path).name);
}

/** An Ingress or an OpenShift Route as the model says it; undefined if the model cannot say it. */
export function readRoute(object: Fields, ports: readonly ReadPort[], own: string, find: FindFlow): Fields | undefined {
  return object.kind === 'Route' ? readOpenShift(object, ports) : readIngress(object, ports, own, find);
}

function readIngress(object: Fields, ports: readonly ReadPort[], own: string, find: FindFlow): Fields | undefined {
  const { ingressClassName, rules: written, tls, defaultBackend } = fieldsOf(object.spec);
  const rules = itemsOf(written);
  const [first] = rules;
  if (!first || defaultBackend !== undefined || !rules.every(({ http }) => areEqual(http, first.http)))
    return undefined;
  const hosts = rules.flatMap(({ host }) => textOf(host) ?? []);
  if (hosts.length !== (rules.length === 1 ? hosts.length : rules.length)) return undefined;
  const paths = pathsOf(first).map((path) => readPath(path, ports, own, find));
  if (paths.length === 0 || paths.includes(undefined)) return undefined;
  const isPlain = areEqual(paths, [{ path: '/', pathType: 'Prefix' }]);
  const types = new Set(paths.map((path) => path?.pathType));
  const [only] = types;
  const shared = types.size === 1 ? only : undefined;
  return filled({
    hosts,
    paths: isPlain ? undefined : paths.map((path) => shorter(path ?? {}, shared)),
    pathType: shared === 'Prefix' ? undefined : shared,
    class: ingressClassName,
    tls: readCertificates(itemsOf(tls), hosts, String(fieldsOf(object.metadata).name)),
  });
}

function readPath(path: Fields, ports: readonly ReadPort[], own: string, find: FindFlow): Fields | undefined {
  const { name: service, port } = backendOf(path);
  const { number } = fieldsOf(port);
  const base = { path: path.path ?? '/', pathType: path.pathType };
  if (service !== own) {
    const flow = find(String(service), number);
    return flow === undefined ? undefined : { ...base, to: new Expression(`this.flow('${flow}')`) };
  }
  const at = ports.filter(({ offered }) => offered).findIndex(({ offered }) => offered?.port === number);
  if (at < 0) return undefined;
  return at === 0 ? base : { ...base, port: ports.filter(({ offered }) => offered)[at]?.key };
}

/** A path without the type that all paths of the route have. */
function shorter({ path, pathType, ...rest }: Fields, shared: unknown): unknown {
  if (pathType === shared && Object.keys(rest).length === 0) return path;
  return { path, ...(pathType !== shared && { pathType }), ...rest };
}

function readCertificates(tls: readonly Fields[], hosts: readonly string[], ingress: string): unknown {
  if (tls.length === 0) return undefined;
  const [only] = tls;
  if (tls.length === 1 && only?.secretName !== undefined && areEqual(only.hosts ?? [], hosts)) {
    return only.secretName === `${ingress}-tls` ? true : only.secretName;
  }
  return tls.map(({ hosts: own = [], secretName }) => ({
    hosts: own,
    ...(secretName !== undefined && { secret: secretName }),
  }));
}

function readOpenShift(object: Fields, ports: readonly ReadPort[]): Fields | undefined {
  const { host, path, port, tls } = fieldsOf(object.spec);
  const { targetPort } = fieldsOf(port);
  const { externalCertificate } = fieldsOf(tls);
  const offered = ports.filter((one) => one.offered);
  const found = offered.findIndex((one) => one.offered?.name === targetPort || one.port === targetPort);
  return filled({
    as: 'openshift',
    hosts: host === undefined ? undefined : [host],
    paths: path === undefined || path === '/' ? undefined : [path],
    port: found > 0 ? offered[found]?.key : undefined,
    tls: tls === undefined ? undefined : (fieldsOf(externalCertificate).name ?? true),
  });
}

function pathsOf(rule: Fields | undefined): readonly Fields[] {
  return itemsOf(fieldsOf(rule?.http).paths);
}

function backendOf(path: Fields | undefined): Fields {
  return fieldsOf(fieldsOf(path?.backend).service);
}
