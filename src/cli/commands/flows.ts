import { Command } from 'commander';
import type { FlowDeploymentEntry, FlowEntry } from '../../actions/flows/flows';
import { jsonText } from '../json';
import { examples, tableOption, tableWidth } from '../options';
import { table } from '../table';
import type { Terminal } from '../terminal';

export function flowsCommand(terminal: Terminal): Command {
  return new Command('flows')
    .description('list the declared flows, with their version in each environment')
    .addOption(tableOption())
    .addHelpText('after', examples('towpath flows', "towpath flows -o json | jq '.[].flow'"))
    .action(async ({ output }: { output: string }) => {
      const { findFlows } = await import('../../actions/flows/flows');
      const flows = await findFlows();
      terminal.out(output === 'json' ? jsonText(flows) : flowsTable(flows, tableWidth(output, terminal)));
    });
}

function flowsTable(flows: readonly FlowEntry[], width: number): string {
  const environments = [...new Set(flows.flatMap((flow) => flow.environments.map(({ environment }) => environment)))];
  const rows = flows.map((flow) => {
    const image = flow.environments.find(({ repository }) => repository)?.repository ?? '';
    const versions = environments.map((name) =>
      version(flow.environments.find(({ environment }) => environment === name)),
    );
    return [flow.application, flow.flow, flow.kind, image, ...versions, flow.refersTo.join(',')];
  });
  return table(
    [
      { head: 'application' },
      { head: 'flow' },
      { head: 'kind', spare: 2 },
      { head: 'image', spare: 3 },
      ...environments.map((head) => ({ head })),
      { head: 'refers to', spare: 1 },
    ],
    rows,
    width,
  );
}

function version(deployment: FlowDeploymentEntry | undefined): string {
  if (!deployment) return '-';
  const { external, tag, digest } = deployment;
  return external ? 'external' : (tag ?? digest?.slice(0, 'sha256:'.length + 12) ?? '(none)');
}
