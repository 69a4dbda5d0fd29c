import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApplicationAssembly } from '../../../assembly/application-assembly';
import { packageFolder } from '../../../files/package-folder';
import type { OutputFile } from '../../../output/output-unit';
import { laterIssues } from '../../later-issues';
import type { TargetInput, TargetOutput } from '../../target';
import { stringifyObject } from '../../yaml/stringify';
import { oldestSupported } from '../peers';
import { environmentProgram } from './program';
import { stackSettings } from './stack-settings';

const notice = 'Written by `towpath synth --target pulumi`: say changes in the application or its environments.';

/**
 * The code with which a written program finds the cluster of its environment. It is TypeScript and is copied unchanged.
 */
const clusterProgram = join(packageFolder, 'data/pulumi/cluster.ts');

/** Writes the project of one application: a program for each environment, of which the stack chooses one. */
export function write({ applications, written }: TargetInput): TargetOutput {
  const issues = applications.flatMap(({ model }) => laterIssues(model));
  const [first] = applications;
  if (issues.length > 0 || !first) return { files: [], issues };
  const { application } = first;
  const file = (path: string, text: string, objects: OutputFile['objects'] = []): OutputFile => {
    return { path: `${application}/${path}`, text, objects };
  };
  const environments = applications.map(({ environment }) => environment.name).sort();
  const files = [
    file('Pulumi.yaml', projectText(application)),
    file('package.json', packageText(application)),
    file('tsconfig.json', `${JSON.stringify(tsconfig, null, 2)}\n`),
    file('cluster.ts', `// ${notice}\n${readFileSync(clusterProgram, 'utf8')}`),
    file('index.ts', `// ${notice}\n${mainProgram(environments)}`),
    ...applications.flatMap((assembly) => {
      const name = assembly.environment.name;
      const settings = `${application}/Pulumi.${name}.yaml`;
      return [
        file(`Pulumi.${name}.yaml`, stackSettings(written(settings), configOf(assembly))),
        file(`environments/${name}.ts`, `// ${notice}\n${environmentProgram(assembly)}`, assembly.objects),
      ];
    }),
  ];
  return { files };
}

function configOf({ environment: { name, props } }: ApplicationAssembly): Record<string, string> {
  const context = props.cluster?.context;
  return { ...(context && { 'kubernetes:context': context }), 'towpath:environment': name };
}

function projectText(application: string): string {
  const description = `The application ${application}, a stack for each environment`;
  return `# ${notice}\n${stringifyObject({ name: application, description, runtime: 'nodejs' })}`;
}

function packageText(application: string): string {
  const oldestOf = { ...oldestSupported, yaml: '2.4.0' };
  const dependencies = Object.fromEntries(Object.entries(oldestOf).map(([name, version]) => [name, `^${version}`]));
  const devDependencies = { '@types/node': '^20', 'ts-node': '^10.9.2', typescript: '^5.9.0' };
  const content = { name: `${application}-pulumi`, private: true, main: 'index.ts', dependencies, devDependencies };
  return `${JSON.stringify(content, null, 2)}\n`;
}

const tsconfig = {
  compilerOptions: {
    target: 'es2022',
    module: 'nodenext',
    moduleResolution: 'nodenext',
    rootDir: '.',
    strict: true,
    // Objects were checked when they were written; checking them again would cost each run of Pulumi seconds.
    noCheck: true,
  },
};

function mainProgram(environments: readonly string[]): string {
  return `import * as pulumi from '@pulumi/pulumi';

const environments = ${JSON.stringify(environments)};
const name = new pulumi.Config('towpath').get('environment') ?? pulumi.getStack();

export = async () => {
  if (!environments.includes(name)) {
    throw new pulumi.RunError(\`there is no environment \${name}; environments are \${environments.join(', ')}\`);
  }
  return require(\`./environments/\${name}\`).deploy();
};
`;
}
