import { printText, printValue } from '../../../adoption/print-value';
import { Expression } from '../../../adoption/values';
import { camelCased } from '../../../adoption/words';
import { className } from '../../../model/class-name';
import type { Place } from '../../../source/setup/setup';
import { passwordsOf } from './passwords';
import type { ProposedApplication, ProposedFlow, ProposedImage } from './proposal';
import { storeVariable } from './propose-variables';
import { storeProps } from './store-props';

const classes = {
  service: 'ServiceFlow',
  worker: 'WorkerFlow',
  job: 'JobFlow',
  schedule: 'ScheduleFlow',
} as const;

/** Prints the file of a proposed application. */
export function printProposed(application: ProposedApplication): string {
  const { id, images, flows, stores, variables } = application;
  const user = commonUser(images);
  const names = [...flows.map(({ kind }) => classes[kind]), ...(stores.length > 0 ? ['StoreFlow'] : [])];
  const imported = [
    ...new Set(['Application', 'type ApplicationProps', ...names, ...(variables.some(isText) ? ['text'] : [])]),
  ].sort((a, b) => compare(a.replace('type ', ''), b.replace('type ', '')));
  const used = images.filter((image) => flows.some((flow) => flow.image === image));
  const lines = [
    "import type { Construct } from 'constructs';",
    importOf(imported),
    '',
    '/** The parts that are the same in every environment. The files in environments/ set the rest. */',
    `export default class ${className(id)} extends Application {`,
    '  constructor(scope: Construct, id: string, props: ApplicationProps) {',
    user === undefined
      ? '    super(scope, id, props);'
      : `    super(scope, id, { ...props, shared: { user: ${user} } });`,
    '',
    ...passwordsOf(stores).map(
      ({ variable, secret }) => `    const ${variable} = this.secret('${secret}').key('password');`,
    ),
    ...stores.flatMap((store) => [
      placeComment(store.from),
      statement(`const ${storeVariable(store)} = new StoreFlow(this, ${printText(store.id)}, `, storeProps(store)),
    ]),
    ...(stores.length > 0 ? [''] : []),
    ...used.map(
      (image) =>
        `    const ${imageVariable(image, used)} = this.image(${printText(image.name)}, ${printText(image.repository)}); // the environment sets the tag`,
    ),
    ...(variables.length > 0 ? [envStatement(variables)] : []),
    ...flows.flatMap((flow) => [
      ...(flow.from.file === '' ? [] : [placeComment(flow.from)]),
      statement(
        `new ${classes[flow.kind]}(this, ${printText(flow.id)}, `,
        flowProps(flow, used, user, variables.length > 0),
      ),
    ]),
    '  }',
    '}',
    '',
  ];
  return lines.join('\n');
}

function flowProps(
  { image, command, port, schedule, isSingle }: ProposedFlow,
  used: readonly ProposedImage[],
  common: number | undefined,
  hasVariables: boolean,
): Record<string, unknown> {
  return {
    image: new Expression(imageVariable(image, used)),
    ...(common === undefined && { user: image.user }),
    ...(schedule !== undefined && { schedule }),
    ...(command && { command }),
    ...(port !== undefined && { port, probes: { readiness: { tcp: true } } }),
    // Two schedulers at once would start each task twice.
    ...(isSingle && { rollout: { strategy: 'recreate' } }),
    ...(hasVariables && { env: new Expression('env') }),
  };
}

function statement(head: string, props: Record<string, unknown>): string {
  return `    ${head}${printValue(props, 4, [], head.length)});`;
}

/** A comment of one line. The name of a file may have line feeds. */
function placeComment({ file, line }: Place): string {
  return `    // From ${file.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?')}:${line}.`;
}

function envStatement(variables: ProposedApplication['variables']): string {
  const head = 'const env = ';
  const values = Object.fromEntries(variables.map(({ name, code }) => [name, new Expression(code)]));
  return `    ${head}${printValue(values, 4, [], head.length)};`;
}

function imageVariable({ name }: ProposedImage, all: readonly ProposedImage[]): string {
  return all.length === 1 ? 'image' : `${camelCased(name)}Image`;
}

function commonUser(images: readonly ProposedImage[]): number | undefined {
  const users = new Set(images.map(({ user }) => user));
  return users.size === 1 ? [...users][0] : undefined;
}

function isText({ code }: ProposedApplication['variables'][number]): boolean {
  return code.startsWith('text`');
}

function importOf(names: readonly string[]): string {
  const line = `import { ${names.join(', ')} } from 'towpath';`;
  return line.length <= 120 ? line : `import {\n${names.map((name) => `  ${name},`).join('\n')}\n} from 'towpath';`;
}

function compare(one: string, other: string): number {
  return one.localeCompare(other);
}
