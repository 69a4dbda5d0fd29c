import type { DeclaredApplication, DeclaredFlow } from '../../applications/declared';
import { type FlowSpec, isWorkload } from '../../model/flow-spec';
import type { NamingContext } from '../../model/naming';
import { selectorLabels } from './selector';

/** The names of an application with the `naming` of one flow, which contains that of the application. */
export function flowNames(names: NamingContext, spec: FlowSpec): NamingContext {
  if (!isWorkload(spec) || spec.naming === names.naming) return names;
  return { ...names, naming: spec.naming };
}

/** The names of a declared flow. An invalid flow has those of its application, so that all its issues are reported. */
export function declaredNames({ names }: Pick<DeclaredApplication, 'names'>, flow: DeclaredFlow): NamingContext {
  return flow.isValid ? flowNames(names, flow.spec) : names;
}

/** The labels that select the pods of a flow, by its id. Call it after all flows are declared. */
export function declaredSelector(application: DeclaredApplication, id: string): Record<string, string> {
  const flow = application.flowWithId(id);
  return selectorLabels(flow ? declaredNames(application, flow) : application.names, id);
}
