import { isMap, mapValues } from '../../data/merge';
import type { Fields } from '../../equivalence/fields';
import type { PartDraft } from '../parts';
import type { FlowDraft } from '../read-flow';
import { type Address, addressFinder } from './address';
import { inferText } from './infer-text';

/** Infers references in the texts of flows and ConfigMaps of one environment. */
export interface Inference {
  flow(flow: FlowDraft): FlowDraft;
  part(part: PartDraft): PartDraft;
}

/** @param namespace of the application in this environment */
export function inference(addresses: readonly Address[], namespace: string | undefined): Inference {
  const find = addressFinder(addresses);
  const inText = (from: string | undefined) => (value: unknown, name: string) =>
    typeof value === 'string' ? (inferText(name, value, (host) => find(host, from), namespace) ?? value) : value;
  return {
    flow: (flow) => ({ ...flow, props: inVariables(flow.props, inText(flow.namespace)) }),
    part: (part) => {
      const { data } = part.props;
      if (part.kind !== 'config' || !isMap(data)) return part;
      const infer = inText(part.namespace);
      return { ...part, props: { ...part.props, data: mapValues(data, infer) } };
    },
  };
}

/** Changes the variables of a container, and of those beside it. */
function inVariables(container: Fields, infer: (value: unknown, name: string) => unknown): Record<string, unknown> {
  return mapValues(container, (value, key) => {
    if (!isMap(value)) return value;
    if (key === 'env') return mapValues(value, infer);
    return key === 'sidecars' || key === 'init'
      ? mapValues(value, (one) => (isMap(one) ? inVariables(one, infer) : one))
      : value;
  });
}
