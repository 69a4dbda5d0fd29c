import type { Construct } from 'constructs';
import { Application, type ApplicationProps, type Issue, TowpathError } from 'towpath';
import type { ApplicationClass } from '../../src/workspace/workspace';

type Extra = Omit<ApplicationProps, 'environment'>;

/** A class of applications from what its constructor would do. */
export function define(declare: (app: Application) => void, extra: Extra = {}): ApplicationClass {
  return class Shop extends Application {
    constructor(scope: Construct, id: string, props: ApplicationProps) {
      super(scope, id, { ...props, ...extra });
      declare(this);
    }
  };
}

/** The issues that a call throws, as `code path`; empty when it throws nothing. */
export function issuesOf(call: () => unknown): string[] {
  return thrownIssues(call).map(({ code, path }) => (path ? `${code} ${path}` : code));
}

export function thrownIssues(call: () => unknown): readonly Issue[] {
  try {
    call();
  } catch (error) {
    if (TowpathError.is(error)) return error.issues;
    throw error;
  }
  return [];
}
