import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../compare';
import { node } from '../measure';
import type { Checkout } from '../subjects/checkout';
import { typeScript, workspaceFiles } from '../subjects/workspace';

/** Rows about the start of a process: the work itself is small. */
export function startRows(checkout: Checkout): readonly Row[] {
  const empty = { commands: [node('-e', '0')] };
  const unchanged = (name: string, what: string, goal: number, workspace: () => string): Row => ({
    name,
    what: `synth, nothing changed, ${what} / require('cdk8s')`,
    goal,
    prepare: () => {
      const cwd = workspace();
      return { ours: { commands: [checkout.towpath('synth')], cwd }, peer: { commands: [requireCdk8s], cwd } };
    },
  });
  const start = (name: string, argument: string, code: number): Row => ({
    name,
    what: `towpath ${argument} / node -e 0`,
    goal: 1.3,
    prepare: () => ({ ours: { commands: [checkout.towpath(argument)], code }, peer: empty }),
  });
  return [
    start('help', '--help', 0),
    start('version', '--version', 0),
    start('typing-error', 'sinth', 2),
    unchanged('one-application', 'one small application', 1.8, () => ownWorkspace(checkout, ['apps/pssp.ts'])),
    unchanged('own-workspace', 'this workspace with cdk8s-plus', 2.3, () => ownWorkspace(checkout, ['apps'])),
    {
      name: 'ten-flows',
      what: "synth, 10 flows x 3, TypeScript, cold: dist/ is empty / require('cdk8s')",
      goal: 2.5,
      prepare: () => {
        const cwd = checkout.project(workspaceFiles({ 'large.ts': typeScript(10) }));
        const before = () => rmSync(join(cwd, 'dist'), { recursive: true, force: true });
        return {
          ours: { commands: [checkout.towpath('synth')], cwd, before },
          peer: { commands: [requireCdk8s], cwd },
        };
      },
    },
  ];
}

const requireCdk8s = node('-e', "require('cdk8s')");

/** A copy of the workspace of the checkout, with some of its applications. */
function ownWorkspace(checkout: Checkout, applications: readonly string[]): string {
  const folder = checkout.project({}, ['cdk8s-plus-28', 'cdk8s-plus-34']);
  const isWhole = applications.includes('apps');
  const shared = isWhole
    ? ['environments', 'towpath.yaml', 'crds']
    : ['dev', 'tst', 'prod'].map((name) => `environments/${name}.yaml`);
  for (const path of [...applications, ...shared].filter((path) => existsSync(join(checkout.folder, path)))) {
    cpSync(join(checkout.folder, path), join(folder, path), { recursive: true });
  }
  return folder;
}
