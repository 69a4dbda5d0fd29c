import { className } from '../../model/class-name';
import { newestDefaults } from '../../model/defaults';

/** The first application of a workspace: one service. */
export function applicationText(name: string): string {
  return `import type { Construct } from 'constructs';
import { Application, type ApplicationProps, ServiceFlow } from 'towpath';

/** The parts that are the same in every environment. The files in environments/ set the rest. */
export default class ${className(name)} extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, props);
    new ServiceFlow(this, 'web', {
      image: this.image('web', 'example/${name}'), // the environment sets the tag
      user: 1000,
      port: 8000,
      probes: { readiness: { http: '/' } },
    });
  }
}
`;
}

/**
 * The first two environments of a workspace.
 * @param isExample whether the application is the one of `applicationText`, whose flows are known
 */
export function environmentTexts(name: string, isExample: boolean): Record<string, string> {
  return {
    'environments/dev.yaml': `# yaml-language-server: $schema=.schema/environment.json
# The first environment. It follows the branch main: each new pod pulls the newest image.
namespace: ${name}-dev
defaults: { pullPolicy: Always }
apps:
  ${name}:
    tag: main
`,
    'environments/prod.yaml': `# yaml-language-server: $schema=.schema/environment.json
promotesFrom: [dev]
namespace: ${name}-prod
apps:
  ${name}:
    tag: v0.1.0
${isExample ? '    flows:\n      web: { replicas: 2 }\n' : ''}`,
  };
}

/** Files of a workspace that do not depend on its applications. */
export const commonTexts: Readonly<Record<string, string>> = {
  'towpath.yaml': `# yaml-language-server: $schema=environments/.schema/workspace.json
defaults: ${newestDefaults}
`,
  // The files are run as they are, so the compiler only checks types.
  'tsconfig.json': `{
  "compilerOptions": {
    "target": "es2022",
    "module": "preserve",
    "types": ["node"],
    "strict": true,
    "skipLibCheck": true,
    "noEmit": true
  },
  "include": ["apps", "test"]
}
`,
};

/** The `towpath.yaml` of a workspace in a folder of a repository, around which the flows are. */
export const sourceWorkspace = `${commonTexts['towpath.yaml']}source: ..
`;

/** Lines for files that a repository may already have. */
export const lines: Readonly<Record<string, readonly string[]>> = {
  '.gitignore': ['node_modules/', '/.towpath/'],
  // The bytes of dist/ are compared, so git must not change line ends in it.
  '.gitattributes': ['/dist/** text eol=lf linguist-generated'],
};

/** The scripts of a workspace. The schemas for the editor follow each change of an application. */
export const scripts: Readonly<Record<string, string>> = {
  synth: 'towpath schema && towpath synth',
  validate: 'towpath validate',
  test: 'tsc --noEmit && towpath validate',
};
