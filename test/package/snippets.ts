import type { Block } from './documents';

const imports = `
import * as pulumi from '@pulumi/pulumi';
import type { Construct } from 'constructs';
import { Application, type ApplicationProps, ServiceFlow, StoreFlow, text, WorkerFlow } from 'towpath';
`;

/** Whether a block is an application, or a part of one, that can run without Pulumi. */
export function isRunnable({ info, code }: Block): boolean {
  if (info === 'ts constructor' || info === 'ts members') return !code.includes('pulumi');
  return info === 'ts' && code.includes('export default class');
}

/** The path and the text of a module with the code of a block: as it is, inside a constructor, or inside a flow. */
export function moduleOf({ info, code }: Block, name: string): [path: string, text: string] {
  const folder = info === 'ts test' ? 'test/' : '';
  const isPart = info === 'ts constructor' || info === 'ts members';
  return [
    `${folder}${name}.ts`,
    isPart ? application(info === 'ts members' ? flow(code) : code) : `${code}\nexport {};\n`,
  ];
}

function application(code: string): string {
  const usesPulumi = code.includes('pulumi') || code.includes('database.');
  return `${usesPulumi ? imports : imports.replace(/.*@pulumi.*\n/, '')}
declare const database: { readonly url: ${usesPulumi ? 'pulumi.Output<string>' : 'string'} };
export default class Snippet extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    ${code.includes('super(') ? '' : 'super(scope, id, props);'}
    ${code.includes('super(') ? code : ''}
    const db = new StoreFlow(this, 'db', { image: 'redis:7.4', user: 999, port: 6379 });
    const settings = this.config('settings', { data: { LEVEL: 'info' } });
    ${code.includes('super(') ? '' : code}
    void [db, settings];
  }
}
`;
}

/** A flow with these members. */
function flow(members: string): string {
  return `new ServiceFlow(this, 'web', { image: 'nginx:1.27', user: 1000, port: 80,\n${members}\n});`;
}
