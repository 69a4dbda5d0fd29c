import { type Environment, locateIn } from '../../environments/environment';
import { environmentsFolder } from '../../environments/folder';
import type { GateSource } from '../../gates/gate-state';
import type { Release } from '../../release/store/release';

/** The gates that the files of an environment set. */
export function declaredGates(environment: Environment): GateSource[] {
  const { gates } = environment.props;
  if (!gates) return [];
  const { file } = locateIn(environment, ['gates']) ?? { file: `${environmentsFolder}/${environment.name}.yaml` };
  return [{ setBy: file, gates }];
}

/** The gates that were in force when these releases were deployed. */
export function releasedGates(newest: readonly Pick<Release, 'application' | 'revision' | 'gates'>[]): GateSource[] {
  return newest.flatMap(({ application, revision, gates }) =>
    gates ? [{ setBy: `release ${revision} of ${application}`, gates }] : [],
  );
}
