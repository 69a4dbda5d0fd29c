import { Chart } from 'cdk8s';
import { Application } from '../applications/application';
import { errorIssue, type Issue } from '../diagnostics';
import type { Environment } from '../environments/environment';

/** The id and the environment for which an application was made, and the file of its code. */
interface Asked {
  readonly id: string;
  readonly environment: Environment;
  readonly file: string | undefined;
}

/** Reports what a constructor made beside its application, and an application with another id or environment. */
export function strayIssues(application: Application, { id, environment, file }: Asked): Issue[] {
  const placeOf = (made: unknown) =>
    (Application.is(made) ? made.locate() : undefined) ?? (file ? { file } : undefined);
  const wrong = (what: string, found: string, wanted: string) => {
    const message = `the constructor passes on the ${what} \`${found}\`, and it gets \`${wanted}\``;
    const hint = 'pass on what the constructor gets: `super(scope, id, props)`';
    return errorIssue('invalid-value', message, { hint, path: id, location: placeOf(application) });
  };
  const beside = application.node.root.node.children.filter((child) => child !== application);
  return [
    ...(application.node.id === id ? [] : [wrong('id', application.node.id, id)]),
    ...(application.environment === environment
      ? []
      : [wrong('environment', application.environment.name, environment.name)]),
    ...beside
      .filter((child) => child.node.findAll().some(Chart.isChart))
      .map((child): Issue => {
        const message = `\`${child.node.path}\` is declared beside the application, so it is in no output`;
        const hint = 'pass `this` instead of `scope`; a further application has a file of its own in `apps/`';
        return errorIssue('declared-outside', message, { hint, path: id, location: placeOf(child) });
      }),
  ];
}
