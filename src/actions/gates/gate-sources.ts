import { type Environment, locateIn } from '../../environments/environment';
import { environmentsFolder } from '../../environments/folder';
import type { GateSource } from '../../gates/declared-gates';
import type { Release } from '../../release/store/release';

/** The gates that the files of an environment set. */
export function declaredGates(environment: Environment): GateSource[] {
  const { gates, promotesFrom } = environment.props;
  if (!gates) return [];
  const setBy = (path: readonly string[]) =>
    locateIn(environment, path)?.file ?? `${environmentsFolder}/${environment.name}.yaml`;
  return [{ setBy, gates, promotesFrom: promotesFrom ?? [] }];
}

type GatedRelease = Pick<Release, 'application' | 'revision' | 'gates' | 'promotesFrom'>;

/** The gates that were in force when these releases were deployed. */
export function releasedGates(newest: readonly GatedRelease[]): GateSource[] {
  return newest.flatMap(({ application, revision, gates, promotesFrom = [] }) =>
    gates ? [{ setBy: `release ${revision} of ${application}`, gates, promotesFrom }] : [],
  );
}
