import type { Issue } from '../../diagnostics';
import { type Call, type PythonModule, variableOf } from '../python/module';
import { argumentsOf, childOf } from '../python/syntax';
import { givenName, scheduleValue, textValue } from '../python/values';
import { type DeploymentOf, type FileFindings, type SourceFlow, sourceFlow } from '../source-flow';
import { computedName } from './computed-name';

const decorators = ['prefect.flow', 'prefect.flows.flow'];

/** Finds functions with `@flow`, and the deployments that `serve` and `deploy` create. */
export function prefectFlows(module: PythonModule): FileFindings {
  const { file, text } = module;
  const started = new Set(module.mains.flatMap(({ from, to }) => text.slice(from, to).split(/[^\p{L}\p{N}_]/u)));
  const issues: Issue[] = [];
  const made = [...decoratedFlows(module), ...calledFlows(module)];
  const flows = made.flatMap(({ symbol, wrapped, line, docstring, keywords }): SourceFlow[] => {
    const name = givenName(keywords.get('name'), module, wrapped.replaceAll('_', '-'));
    if (name === undefined) {
      issues.push(computedName('The flow', file, line));
      return [];
    }
    return [
      sourceFlow({
        kind: 'prefect',
        name,
        originalName: symbol,
        file,
        line,
        description: textValue(keywords.get('description'), module) ?? docstring,
        // A file that calls the flow when it is started needs no other program.
        command: started.has(symbol) ? ['python', file] : ['prefect', 'flow', 'serve', `${file}:${symbol}`],
      }),
    ];
  });
  return { flows, deployments: module.calls.flatMap((call) => deploymentsIn(call, flows, module)), issues };
}

interface MadeFlow extends Pick<Call, 'keywords' | 'line'> {
  /** The name by which the file has the flow. */
  readonly symbol: string;
  /** The function, by which Prefect names the flow. */
  readonly wrapped: string;
  readonly docstring: string;
}

function decoratedFlows(module: PythonModule): MadeFlow[] {
  return module.decorated
    .filter(({ target }) => decorators.includes(target))
    .map(({ name, ...decorated }) => ({ ...decorated, symbol: name, wrapped: name }));
}

/** Flows that are made without `@`: `load = flow(load_data)` and `load = flow(name="load")(load_data)`. */
function calledFlows(module: PythonModule): MadeFlow[] {
  const calls = module.calls.filter(({ target }) => decorators.includes(target));
  return module.calls.flatMap((call): MadeFlow[] => {
    const made = calls.find(({ node }) => node.from === (call.target ? call.node : call.node.firstChild)?.from);
    const [wrapped] = call.positional;
    const symbol = variableOf(call, module);
    if (!made || wrapped?.name !== 'VariableName' || symbol === undefined) return [];
    return [
      {
        symbol,
        wrapped: module.text.slice(wrapped.from, wrapped.to),
        line: call.line,
        keywords: made.keywords,
        docstring: '',
      },
    ];
  });
}

function deploymentsIn(call: Call, flows: readonly SourceFlow[], module: PythonModule): DeploymentOf[] {
  const method = /\.(serve|deploy|to_deployment)$/.exec(call.target || methodName(call, module))?.[1];
  if (!method) return [];
  const of = flowOf(call, method, flows, module);
  // `flow.deploy(…)` of a variable that is no flow belongs to another library.
  if (!of) return [];
  const keyword = (name: string) => call.keywords.get(name);
  const name = textValue(keyword('name') ?? call.positional[0], module);
  // `serve` without a name takes that of the file.
  if (name === undefined && method !== 'serve') return [];
  const schedule = ['cron', 'schedule', 'schedules', 'interval', 'rrule']
    .map((key) => scheduleValue(keyword(key), module))
    .find((text) => text !== undefined);
  return [
    {
      name: name ?? module.file.replace(/^.*\//, '').replace(/\.py$/, ''),
      file: module.file,
      line: call.line,
      of,
      ...(schedule !== undefined && { schedule }),
    },
  ];
}

/** The flow whose method is called: a function of the file, an imported one, or one from another repository. */
function flowOf(
  call: Call,
  method: string,
  flows: readonly SourceFlow[],
  module: PythonModule,
): DeploymentOf['of'] | undefined {
  const owner = call.target.slice(0, -method.length - 1);
  if (flows.some(({ originalName }) => originalName === owner)) return { file: module.file, symbol: owner };
  const entrypoint = entrypointOf(call, owner, module);
  if (entrypoint !== undefined) return entrypointParts(entrypoint);
  const [symbol = ''] = owner.split('.').slice(-1);
  const isImported = owner.includes('.') && importsPrefect(module) && !owner.startsWith('prefect.');
  return isImported ? { symbol } : undefined;
}

/** The entrypoint of `flow.from_source(source=…, entrypoint="flows/load.py:load")`, also when a variable holds it. */
function entrypointOf(call: Call, owner: string, module: PythonModule): string | undefined {
  const assigned = module.names.constant(owner);
  const made = assigned ?? childOf(childOf(call.node, 'MemberExpression') ?? call.node, 'CallExpression');
  if (made?.name !== 'CallExpression') return undefined;
  const callee = made.firstChild;
  if (!callee || !module.text.slice(callee.from, callee.to).endsWith('.from_source')) return undefined;
  const { positional, keywords } = argumentsOf(childOf(made, 'ArgList'), module.text);
  return textValue(keywords.get('entrypoint') ?? positional[1], module);
}

/** The file and the function of an entrypoint such as `flows/load.py:load`, or of a module such as `flows.load.load`. */
export function entrypointParts(entrypoint: string): DeploymentOf['of'] {
  const colon = entrypoint.lastIndexOf(':');
  const [file, symbol] = [entrypoint.slice(0, colon), entrypoint.slice(colon + 1)];
  return colon === -1 ? { symbol: entrypoint.split('.').at(-1) ?? '' } : { file: file.replace(/^\.\//, ''), symbol };
}

function methodName({ node }: Call, { text }: PythonModule): string {
  const callee = node.firstChild;
  const property = callee?.getChild('PropertyName');
  return property ? `.${text.slice(property.from, property.to)}` : '';
}

function importsPrefect({ text }: PythonModule): boolean {
  return /\bprefect\b/.test(text);
}
