import { type Fields, fieldsOf } from '../../equivalence/fields';
import type { ReferenceAttribute } from '../../model/reference';
import type { ReadPort } from '../flows/ports';
import { nameIn, namespaceIn } from '../source-object';

/** Where other pods reach a flow: at the Service that references to it use. */
export interface Address {
  readonly flow: string;
  /** The name of the Service. */
  readonly host: string;
  readonly namespace: string | undefined;
  /** How code refers to each port of the Service, by its number. */
  readonly ports: ReadonlyMap<number, ReferenceAttribute>;
}

/** @param ports those of the flow's containers; the first one that the Service offers is the main port */
export function addressOf(flow: string, service: Fields, ports: readonly ReadPort[]): Address {
  const [main] = ports;
  const offered = ports.filter(({ offered }) => offered !== undefined);
  const ordered = [
    ...offered.filter(({ container }) => container === main?.container),
    ...offered.filter(({ container }) => container !== main?.container),
  ];
  const entries = ordered.map(
    ({ key, offered }, index) =>
      [Number(fieldsOf(offered).port), index === 0 ? 'port' : (`port.${key}` as const)] as const,
  );
  // Two ports with one number have different protocols. The first of them is meant, as in the model.
  return { flow, host: nameIn(service), namespace: namespaceIn(service), ports: new Map([...entries].reverse()) };
}

/** An address that a host name leads to, and what follows the name of the Service: `.NAMESPACE.svc`, in its parts. */
export interface FoundAddress {
  readonly address: Address;
  /** The namespace, if the host name contains it. */
  readonly namespace: string | undefined;
  /** What follows the namespace. */
  readonly domain: string;
}

/** Finds the address that a host name leads to. A name without a namespace is looked up in that of the pod. */
export type FindAddress = (host: string, from: string | undefined) => FoundAddress | undefined;

const domains = ['', '.svc', '.svc.cluster.local'];

/** @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/ */
export function addressFinder(addresses: readonly Address[]): FindAddress {
  const byName = new Map<string, FoundAddress>();
  const byPlace = new Map<string, FoundAddress>();
  const placeOf = (host: string, namespace: string | undefined) => `${namespace ?? ''}/${host}`;
  for (const address of addresses) {
    const { host, namespace } = address;
    byPlace.set(placeOf(host, namespace), { address, namespace: undefined, domain: '' });
    if (namespace === undefined) continue;
    for (const domain of domains) byName.set(`${host}.${namespace}${domain}`, { address, namespace, domain });
  }
  return (host, from) => byPlace.get(placeOf(host, from)) ?? byName.get(host);
}
