import { unlessEmpty } from '../../model/compact';
import type { WorkloadSpec } from '../../model/flow-spec';
import { type NamedObject, type NamingContext, objectName } from '../../model/naming';
import { objectLabels } from './labels';
import type { Manifest } from './manifest';

type Metadata = Manifest['metadata'];
type Texts = Readonly<Record<string, string>>;

interface Particulars {
  /** @default the name of the flow's objects, or that of this kind of object */
  readonly name?: string;
  /** Labels that only this object of the flow has. */
  readonly labels?: object | undefined;
  /** Annotations that only this object of the flow has. */
  readonly annotations?: object | undefined;
}

/** The name, labels and annotations of one object of a flow. */
export function metadata(
  context: NamingContext,
  spec: WorkloadSpec,
  object: NamedObject,
  own: Particulars = {},
): Metadata {
  const { name = objectName(context, spec.flow, object) } = own;
  const labels = objectLabels(context, spec, object);
  const { annotations } = spec;
  return {
    name,
    labels: unlessEmpty(own.labels ? ({ ...labels, ...own.labels } as Texts) : labels),
    annotations: unlessEmpty(own.annotations ? ({ ...annotations, ...own.annotations } as Texts) : annotations),
  } as Metadata;
}
