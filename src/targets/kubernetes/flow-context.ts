import type { WorkloadSpec } from '../../model/flow-spec';
import type { NamingContext } from '../../model/naming';

/** What a flow's objects are built from beside its spec. */
export interface FlowContext extends NamingContext {
  /** An annotation that changes with the content of the application's ConfigMaps that the flow uses. */
  configAnnotation?(spec: WorkloadSpec): object | undefined;
}
