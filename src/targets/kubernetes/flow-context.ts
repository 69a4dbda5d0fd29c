import type { WorkloadSpec } from '../../model/flow-spec';
import type { NamingContext } from '../../model/naming';

/** The data from which the objects of a flow are built, beside the flow's spec. */
export interface FlowContext extends NamingContext {
  /** An annotation that changes with the content of the application's ConfigMaps that the flow uses. */
  configAnnotation?(spec: WorkloadSpec): object | undefined;
  /** The labels that select the pods of another flow, which may be declared later. */
  selectorOf?(flow: string): Record<string, string>;
}
