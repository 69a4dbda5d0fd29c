import type { Construct } from 'constructs';
import { Application, type ApplicationProps, type Naming, ServiceFlow, WorkerFlow } from 'towpath';
import { assembleWorkspace } from '../../../src/assembly/assemble-workspace';
import { type DesiredApplication, desiredOf } from '../../../src/release/desired';
import { loadWorkspace } from '../../../src/workspace/load';
import type { ApplicationClass } from '../../../src/workspace/workspace';
import { folderWith } from '../../helpers/files';

/** An application of these flows, the first of which serves. */
export function shopOf(flows: readonly string[], naming?: Naming): ApplicationClass {
  return class Shop extends Application {
    constructor(scope: Construct, id: string, props: ApplicationProps) {
      super(scope, id, { ...props, ...(naming && { naming }) });
      const [first = 'api', ...others] = flows;
      const image = (flow: string) => ({ image: this.image(flow, `example/${flow}`), user: 1000, replicas: 1 });
      new ServiceFlow(this, first, { ...image(first), port: 80, env: { LOG: 'info' } });
      for (const flow of others) new WorkerFlow(this, flow, image(flow));
    }
  };
}

export interface ShopWorkspace {
  readonly root: string;
  readonly applications: Readonly<Record<string, ApplicationClass>>;
}

/** Environments by name: the namespace and the version of each, and further lines of its file. */
export function workspaceOf(
  environments: Readonly<Record<string, { namespace: string; tag: string; more?: string }>>,
  shop = shopOf(['api', 'wrk']),
): ShopWorkspace {
  const files = Object.entries(environments).map(([name, { namespace, tag, more = '' }], index, all) => {
    const from = index === 0 ? '' : `promotesFrom: [${all[index - 1]?.[0]}]\n`;
    const text = `${from}namespace: ${namespace}\n${more}apps: { shop: { tag: ${tag} } }\n`;
    return [`environments/${name}.yaml`, text];
  });
  return { root: folderWith(Object.fromEntries(files)), applications: { shop } };
}

export async function desiredIn(workspace: ShopWorkspace, environment: string): Promise<DesiredApplication> {
  const { applications, issues } = assembleWorkspace(await loadWorkspace(workspace), [environment]);
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (errors.length > 0 || !applications[0]) throw new Error(JSON.stringify(errors));
  return desiredOf(applications[0], []);
}
