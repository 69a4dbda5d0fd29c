import type { Construct } from 'constructs';
import { Application } from '../../applications/application';
import type { ApplicationProps } from '../../applications/application-props';
import { JobFlow, ScheduleFlow, ServiceFlow, StoreFlow, WorkerFlow } from '../../applications/flows';
import { text } from '../../model/reference';
import type { ApplicationClass } from '../../workspace/workspace';

/** An application that every target must write, as the steps that declare its parts. */
export interface ConformanceApplication {
  readonly name: string;
  readonly declarations: readonly ((app: Application) => void)[];
}

/** Creates the class of an application that declares its parts in the given order. */
export function classOf(declarations: ConformanceApplication['declarations']): ApplicationClass {
  return class extends Application {
    constructor(scope: Construct, id: string, props: ApplicationProps) {
      super(scope, id, props);
      for (const declare of declarations) declare(this);
    }
  };
}

const image = { image: 'redis:7.4', user: 999 };

/** Texts with a special meaning for shells, YAML, Compose, terminals or CI systems. */
const texts = {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: text that Compose would read as a variable
  DOLLAR: '$HOME ${HOME} $$ $(OTHER)',
  QUOTES: '\' " \\ `',
  LINES: 'one\ntwo\n',
  LOOKS_LIKE_YAML: '{ a: [1, 2] } # no: comment',
  NO: 'no',
  NUMBER: '0123',
  EMPTY: '',
  UNICODE: 'ü\u2028',
  COMMAND: '::error::x',
  toString: 'x',
};

export const applications: readonly ConformanceApplication[] = [
  { name: 'an application without flows', declarations: [] },
  {
    name: 'an application with one flow',
    declarations: [(app) => new WorkerFlow(app, 'wrk', image)],
  },
  {
    name: 'an application with flows of every kind that refer to each other',
    declarations: [
      (app) => new StoreFlow(app, 'db', { ...image, port: 6379, volume: { mountPath: '/data', size: '1Gi' } }),
      (app) => {
        const settings = app.config('settings', { data: { LEVEL: 'info' } });
        const url = text`redis://${app.flow('db').host}:${app.flow('db').port}/0`;
        new ServiceFlow(app, 'api', { ...image, port: 8080, env: { URL: url }, envFrom: [{ config: settings }] });
      },
      (app) => {
        const password = app.secret('login').key('password');
        new WorkerFlow(app, 'wrk', { ...image, env: { PASSWORD: password, API: app.flow('api').host } });
      },
      (app) => new JobFlow(app, 'migrate', { ...image, before: ['api'], env: { DB: app.flow('db').host } }),
      (app) => new ScheduleFlow(app, 'nightly', { ...image, schedule: '0 3 * * *' }),
    ],
  },
  {
    name: 'an application with hostile names and texts',
    declarations: [
      (app) => new ServiceFlow(app, 'null', { ...image, port: 8080, env: texts }),
      (app) => new WorkerFlow(app, `a${'-b'.repeat(15)}`, { ...image, args: Object.values(texts) }),
      (app) => {
        const files = app.config('to-string', { data: { 'a.b-c': texts.LINES, hasOwnProperty: texts.DOLLAR } });
        new WorkerFlow(app, 'has-own-property', { ...image, volumes: { valueof: { mountPath: '/x', config: files } } });
      },
    ],
  },
];
