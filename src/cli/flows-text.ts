import type { ComparedFlow, FlowComparison } from '../actions/flows/compare-flows';
import type { FlowDeploymentEntry } from '../actions/flows/flows';
import { count } from '../data/count';
import { printableLine } from '../diagnostics';
import type { Skipped } from '../source/list-files';
import { shortVersion } from './short-names';
import { type Column, table } from './table';
import { wrap } from './wrap';

/** The declared flows as a table, then what is found and not declared, what differs, and what was not found. */
export function flowsText({ flows, skipped }: Pick<FlowComparison, 'flows' | 'skipped'>, width: number): string {
  const declared = flows.filter(({ application }) => application !== undefined);
  const found = flows.filter(({ application }) => application === undefined);
  const unfound = flows.some(({ source }) => source) ? declared.filter(isExpected) : [];
  const left = Object.entries(skipped).filter(([, number]) => number > 0);
  const parts = [
    ...(declared.length > 0 || found.length === 0 ? [declaredTable(declared, width)] : []),
    ...(found.length > 0 ? [`Found in the source, and not declared:\n${foundTable(found, width)}`] : []),
    ...section('Declared otherwise than in the source:', declared.flatMap(differenceLines), width),
    ...section(
      'Declared, and not found in the source:',
      unfound.map(({ application, flow }) => `${application}/${flow}`),
      width,
    ),
    ...(flows.some(({ source }) => source) && left.length > 0
      ? [
          wrap(
            `(not searched: ${left.map(([what, number]) => count(number, nouns[what as keyof Skipped])).join(', ')})`,
            width,
          ),
        ]
      : []),
  ];
  return parts.join('\n\n');
}

const nouns: Readonly<Record<keyof Skipped, string>> = {
  large: 'large file',
  notebooks: 'notebook',
  links: 'link',
  virtualenvs: 'virtual environment',
  tests: 'test file',
};

function declaredTable(flows: readonly ComparedFlow[], width: number): string {
  const environments = [...new Set(flows.flatMap((flow) => flow.environments.map(({ environment }) => environment)))];
  const hasSource = flows.some(({ source }) => source);
  const isRunning = flows.some(({ running }) => running);
  const columns: Column[] = [
    { head: 'application' },
    { head: 'flow' },
    { head: 'kind', spare: 2 },
    { head: 'image', spare: 3 },
    ...environments.map((head) => ({ head })),
    ...(isRunning ? [{ head: 'running' }] : []),
    { head: 'refers to', spare: 1 },
    ...(hasSource ? [{ head: 'source', spare: 4 }] : []),
  ];
  const rows = flows.map((flow) => {
    const image = flow.environments.find(({ repository }) => repository)?.repository ?? '';
    const versions = environments.map((name) =>
      version(flow.environments.find(({ environment }) => environment === name)),
    );
    return [
      ...[flow.application ?? '', flow.flow, flow.kind ?? '-', image, ...versions],
      ...(isRunning ? [runningText(flow)] : []),
      flow.refersTo.join(','),
      ...(hasSource ? [place(flow)] : []),
    ];
  });
  return table(columns, rows, width);
}

function foundTable(flows: readonly ComparedFlow[], width: number): string {
  const hasSchedule = flows.some(({ source }) => source?.schedule);
  return table(
    [
      { head: 'flow' },
      { head: 'kind', spare: 3 },
      { head: 'source' },
      ...(hasSchedule ? [{ head: 'schedule', spare: 2 }] : []),
      { head: 'command', spare: 1 },
    ],
    flows.map((flow) => [
      ...[flow.flow, flow.kind ?? '-', place(flow)],
      ...(hasSchedule ? [flow.source?.schedule ?? '-'] : []),
      flow.source?.command.join(' ') ?? '',
    ]),
    width,
  );
}

/** A flow whose image the application builds has its code in a repository. */
function isExpected({ source, environments }: ComparedFlow): boolean {
  return !source && environments.some(({ builds }) => builds);
}

function differenceLines({ application, flow, differences, source }: ComparedFlow): string[] {
  return differences.map(
    ({ field, environments, declared, found }) =>
      `${application}/${flow}: ${field} \`${declared}\` in ${environments.join(', ')}, \`${found}\` in ${source?.file}:${source?.line}`,
  );
}

function section(title: string, lines: readonly string[], width: number): string[] {
  if (lines.length === 0) return [];
  return [[title, ...lines.map((line) => wrap(printableLine(`  ${line}`), width, 4))].join('\n')];
}

function place({ source }: ComparedFlow): string {
  return source ? `${source.file}:${source.line}` : '-';
}

function runningText({ running = [] }: ComparedFlow): string {
  return running.map((one) => `${one.environment}: ${shortVersion(one.version ?? '-')} ${one.state}`).join(', ') || '-';
}

function version(deployment: FlowDeploymentEntry | undefined): string {
  if (!deployment) return '-';
  const { external, tag, digest } = deployment;
  return external ? 'external' : (tag ?? shortVersion(digest ?? '(none)'));
}
