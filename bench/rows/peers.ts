import { existsSync, mkdtempSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { helm as helmPeer, programOf } from '../../tools/peers/peers';
import { type Row, Skipped } from '../compare';
import { node } from '../measure';
import type { Work } from '../run';
import { cdk8sFloor, cdk8sProgram } from '../subjects/cdk8s-program';
import type { Checkout } from '../subjects/checkout';
import { assertSameObjects, helmChart, helmRuns } from '../subjects/helm-chart';
import { largeFiles } from '../subjects/workspace';

/** The work of towpath and of other tools that make the objects of many flows in three environments. */
function works(checkout: Checkout, flows: number) {
  const unchanged = (...args: readonly string[]): Work => {
    const cwd = checkout.project(largeFiles(flows));
    return { commands: [checkout.towpath('synth', ...args)], cwd };
  };
  const cold = (layout: string): Work => {
    const { cwd = '', ...ours } = unchanged('--layout', layout);
    return { ...ours, cwd, before: () => moveAway(join(cwd, 'dist')) };
  };
  const helm = (isSplit: boolean, out?: string): Work => {
    const program = programOf(helmPeer);
    if (!program) throw new Skipped('helm is not installed; `npx jiti tools/peers/main.ts` builds it with Go');
    assertSameObjects(checkout, program);
    const commands = helmRuns(program, helmChart(checkout, flows, isSplit), out);
    return { commands, ...(out !== undefined && { before: () => moveAway(out) }) };
  };
  const cdk8s = (): Work => ({ commands: [node(cdk8sProgram(checkout, flows))] });
  return { unchanged, cold, helm, cdk8s };
}

/** Rows in which other tools make the objects of many flows in three environments. */
export function peerRows(checkout: Checkout, flows: number): readonly Row[] {
  const { unchanged, cold, helm, cdk8s } = works(checkout, flows);
  const size = `${flows} flows x 3`;
  return [
    {
      name: 'cold-helm',
      what: `synth --layout app, ${size}, cold / three runs of helm template`,
      goal: 0.9,
      prepare: () => ({ ours: cold('app'), peer: helm(false) }),
    },
    {
      name: 'cold-cdk8s',
      what: `synth --layout app, ${size}, cold / the same objects as charts of cdk8s in one process`,
      goal: 0.6,
      prepare: () => ({ ours: cold('app'), peer: cdk8s() }),
    },
    {
      name: 'cold-floor',
      what: `synth --layout app, ${size}, cold / ${flows * 9} plain ApiObjects constructed and rendered`,
      prepare: () => ({ ours: cold('app'), peer: { commands: [node(cdk8sFloor(checkout, flows))] } }),
    },
    {
      name: 'files',
      what: `synth, a file for each object, ${size}, cold / three runs of helm template --output-dir`,
      goal: 1,
      prepare: () => ({ ours: cold('object'), peer: helm(true, join(checkout.project({}), 'out')) }),
    },
    {
      name: 'unchanged-helm',
      what: `synth --layout app, nothing changed, ${size} / three runs of helm template`,
      goal: 0.7,
      prepare: () => ({ ours: unchanged('--layout', 'app'), peer: helm(false) }),
    },
    {
      name: 'memory',
      what: `synth --layout app, ${size}, cold / the same objects as charts of cdk8s in one process`,
      goal: 1.3,
      judgedBy: 'megabytes',
      prepare: () => ({ ours: { ...cold('app'), isWeighed: true }, peer: { ...cdk8s(), isWeighed: true } }),
    },
  ];
}

/**
 * Moves a folder of an earlier round to another path. It is not deleted: for some minutes, ext4 avoids the inodes of
 * deleted files, and making as many files anew takes several times as long.
 */
function moveAway(folder: string): void {
  if (existsSync(folder)) renameSync(folder, join(mkdtempSync(`${folder}-`), 'earlier'));
}
