import { groupBy } from '../data/group-by';
import { className } from '../model/class-name';
import type { FlowKind } from '../model/flow-kinds';
import type { Patches } from './correct';
import type { ApplicationDraft, Operation } from './draft';
import { conditionOf, dependsOnEnvironment, environmentVariable, printText, printValue } from './print-value';
import { referringTexts } from './references/list';
import { namespacePart, namespaceVariable } from './references/referring-text';
import { camelCased } from './words';

const classes: Readonly<Record<FlowKind, string>> = {
  service: 'ServiceFlow',
  worker: 'WorkerFlow',
  store: 'StoreFlow',
  job: 'JobFlow',
  schedule: 'ScheduleFlow',
};

/** Prints the file of an application. @param patches by the path of a construct */
export function printApplication(draft: ApplicationDraft, patches: Patches): string {
  const body = [...statements(draft, patches)].join('\n');
  const flowClasses = [...new Set(draft.flows.map(({ kind }) => classes[kind]))];
  const shared = { security: 'none', serviceAccountToken: null, serviceLinks: null, ...draft.shared };
  const references = referringTexts(draft).map(({ value }) => value);
  const fromTowpath = [
    'Application',
    'type ApplicationProps',
    ...flowClasses,
    ...(references.some(({ isTemplate }) => isTemplate) ? ['text'] : []),
  ].sort((a, b) => plain(a).localeCompare(plain(b)));
  const fromCdk8s = [...(draft.foreign.length > 0 ? ['ApiObject'] : []), ...(patches.size > 0 ? ['JsonPatch'] : [])];
  const needsEnvironment = usesEnvironment(draft, patches);
  return [
    ...(fromCdk8s.length > 0 ? [`import { ${fromCdk8s.join(', ')} } from 'cdk8s';`] : []),
    "import type { Construct } from 'constructs';",
    `import { ${fromTowpath.join(', ')} } from 'towpath';`,
    '',
    `export default class ${className(draft.id)} extends Application {`,
    '  constructor(scope: Construct, id: string, props: ApplicationProps) {',
    '    super(scope, id, {',
    '      ...props,',
    `      naming: ${printValue(draft.naming, 6, draft.environments, 8)},`,
    '      // The adopted objects did not have these safe defaults of towpath.',
    `      shared: ${printValue(shared, 6, draft.environments, 8)},`,
    '    });',
    ...(references.some(({ parts }) => parts.includes(namespacePart))
      ? [`    const { ${namespaceVariable} = '' } = this;`]
      : []),
    ...(needsEnvironment ? [`    const ${environmentVariable} = this.environment.name;`] : []),
    body,
    '  }',
    '}',
    '',
  ].join('\n');
}

function* statements(draft: ApplicationDraft, patches: Patches): Generator<string> {
  const { environments, id: application } = draft;
  const print = (value: unknown, indent: number, before: number) => printValue(value, indent, environments, before);
  for (const { variable, name, repository } of draft.images)
    yield printCall(`const ${variable} = this.image`, [name, repository].map(printText));
  for (const { kind, id, props, environments: own } of draft.parts) {
    if (kind === 'secret') {
      yield where(own, environments, () => `this.secret(${printText(id)});`);
      continue;
    }
    const head = `this.${kind}(${printText(id)}, `;
    yield where(own, environments, (indent) => `${head}${print(props, indent, head.length)});`);
  }
  const patchesByConstruct = groupBy(patches, ([path]) => path.split('/')[1]);
  for (const { id, kind, props } of draft.flows) {
    const patched = patchesByConstruct.get(id) ?? [];
    const head = `${patched.length > 0 ? `const ${variableOf(id)} = ` : ''}new ${classes[kind]}(this, ${printText(id)}, `;
    yield `    ${head}${print(props, 4, head.length)});`;
    for (const [path, byEnvironment] of patched) {
      const object = path.slice(application.length + id.length + 2);
      yield* patchesOf(`${variableOf(id)}.object(${printText(object)})?.addJsonPatch`, byEnvironment, environments);
    }
  }
  if (draft.foreign.length > 0) yield '    // These objects stand as they were found.';
  for (const { id, manifest, environments: own } of draft.foreign) {
    const byEnvironment = patches.get(`${application}/${id}`);
    const target = byEnvironment && variableOf(id);
    const head = `${target ? `const ${target} = ` : ''}new ApiObject(this, ${printText(id)}, `;
    const value = print(manifest, own.length < environments.length ? 6 : 4, head.length);
    const inner = target ? [...patchesOf(`${target}.addJsonPatch`, byEnvironment, own)] : [];
    if (own.length === environments.length) yield [`    ${head}${value});`, ...inner].join('\n');
    else
      yield [
        `    if (${conditionOf(own)}) {`,
        `      ${head}${value});`,
        ...inner.map((line) => line.replace(/^/gm, '  ')),
        '    }',
      ].join('\n');
  }
}

/** A statement that calls a function, in several lines if it is too long for one. */
function printCall(call: string, words: readonly string[]): string {
  const line = `    ${call}(${words.join(', ')});`;
  return line.length <= 120 ? line : `    ${call}(\n${words.map((word) => `      ${word},`).join('\n')}\n    );`;
}

/** Whether the code asks in which environment it is. */
function usesEnvironment({ environments, parts, flows, foreign }: ApplicationDraft, patches: Patches): boolean {
  const some = [...parts, ...foreign].some((one) => one.environments.length < environments.length);
  const values = [...parts, ...flows].map(({ props }) => props).concat(foreign.map(({ manifest }) => manifest));
  const differing = [...patches.values()].some((byEnvironment) => {
    const operations = new Set([...byEnvironment.values()].map((one) => JSON.stringify(one)));
    return byEnvironment.size < environments.length || operations.size > 1;
  });
  return some || differing || values.some(dependsOnEnvironment);
}

function where(own: readonly string[], all: readonly string[], print: (indent: number) => string): string {
  if (own.length === all.length) return `    ${print(4)}`;
  return `    if (${conditionOf(own)}) {\n      ${print(6)}\n    }`;
}

function* patchesOf(
  call: string,
  byEnvironment: ReadonlyMap<string, readonly Operation[]>,
  all: readonly string[],
): Generator<string> {
  yield '    // The model has no properties for these fields.';
  const groups = groupBy([...byEnvironment], ([, operations]) => JSON.stringify(operations));
  for (const some of groups.values()) {
    const names = some.map(([name]) => name);
    const operations = some[0]?.[1] ?? [];
    const indent = names.length === all.length ? 4 : 6;
    const space = ' '.repeat(indent);
    const lines = operations.map(({ op, path, value }) => {
      const head = `JsonPatch.${op}(${printText(path)}`;
      return `${space}  ${head}${op === 'remove' ? '' : `, ${printValue(value, indent + 2, all, head.length + 2)}`}),`;
    });
    const statement = `${space}${call}(\n${lines.join('\n')}\n${space});`;
    yield names.length === all.length ? statement : `    if (${conditionOf(names)}) {\n${statement}\n    }`;
  }
}

/** A variable cannot have the name of a word of the language, so each name ends with `Flow`. */
function variableOf(id: string): string {
  return `${camelCased(id)}Flow`;
}

function plain(name: string): string {
  return name.replace(/^type /, '');
}
