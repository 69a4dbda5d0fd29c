import { App } from 'cdk8s';
import { type Environment, environment, type Issue } from 'towpath';
import type { Application } from '../../src/applications/application';
import type { ApplicationModel } from '../../src/model/application-model';
import type { ApplicationClass } from '../../src/workspace/workspace';
import { define } from './define';

/** An application in an environment as data; the errors if there are any. */
export function modelOrErrors(
  construct: ApplicationClass,
  where: Environment = environment('here'),
  id = 'shop',
): ApplicationModel | readonly Issue[] {
  const { model, modelIssues } = new construct(new App(), id, { environment: where }) as Application;
  const errors = modelIssues.filter(({ severity }) => severity === 'error');
  return errors.length > 0 ? errors : model;
}

/** The model of an application without errors. */
export function modelOf(construct: ApplicationClass, where?: Environment, id?: string): ApplicationModel {
  const found = modelOrErrors(construct, where, id);
  if ('flows' in found) return found;
  throw new Error(found.map(({ message }) => message).join('\n'));
}

/** The model of an application from what its constructor would do. */
export function declared(declare: (app: Application) => void, where?: Environment): ApplicationModel {
  return modelOf(define(declare), where);
}
