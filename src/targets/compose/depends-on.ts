import { isLongRunning, type WorkloadSpec } from '../../model/flow-spec';
import { type Context, serviceName } from './context';
import { healthProbe } from './health';

/** What a service waits for, by the name of the other service. */
export type DependsOn = Readonly<Record<string, { readonly condition: Condition }>>;

type Condition = 'service_started' | 'service_healthy' | 'service_completed_successfully';

/**
 * The services that all containers of a flow wait for: jobs that run before the flow, and the flows in `waitFor`.
 *
 * @see https://docs.docker.com/compose/how-tos/startup-order/
 */
export function flowDependencies(context: Context, spec: WorkloadSpec): DependsOn {
  const jobs = context.jobsBefore.get(spec.flow) ?? [];
  const waited = (spec.waitFor ?? []).flatMap(({ host }) => {
    const condition = waitCondition(context, host.flow);
    return condition === undefined ? [] : [[host.flow, { condition }] as const];
  });
  return {
    ...Object.fromEntries(waited),
    ...completed(jobs.map((flow) => serviceName({ flow }))),
  };
}

/** How Compose can wait for a flow; undefined for a flow that does not run here. */
export function waitCondition({ flows }: Context, flow: string): Condition | undefined {
  const spec = flows.get(flow);
  if (!spec || !isLongRunning(spec)) return undefined;
  return healthProbe(spec) === undefined ? 'service_started' : 'service_healthy';
}

export function completed(services: readonly string[]): DependsOn {
  return Object.fromEntries(services.map((name) => [name, { condition: 'service_completed_successfully' }]));
}
