import { deepFrozenCopy } from '../data/merge';
import { read } from './arguments';

/**
 * Loads the modules that need zod on first use instead of with `import 'towpath'`, because zod takes
 * as long to load as all of cdk8s.
 */
type Resolve = typeof import('../environments/resolve-flow');
type Part = typeof import('../environments/resolve-part');
type Build = typeof import('../environments/code-environment');
type Check = typeof import('../model/check');
type Coerce = typeof import('../model/coerce');

export const resolveFlow: Resolve['resolveFlow'] = (...args) =>
  (require('../environments/resolve-flow') as Resolve).resolveFlow(...args);

export const sharedIssues: Resolve['sharedIssues'] = (...args) =>
  (require('../environments/resolve-flow') as Resolve).sharedIssues(...args);

export const resolvePart: Part['resolvePart'] = (...args) =>
  (require('../environments/resolve-part') as Part).resolvePart(...args);

export const environment: Build['environment'] = (name, props = {}) =>
  (require('../environments/code-environment') as Build).environment(
    name,
    read(() => deepFrozenCopy(props), 'environment'),
  );

export const check: Check['check'] = (...args) => (require('../model/check') as Check).check(...args);

export const coerce: Coerce['coerce'] = (...args) => (require('../model/coerce') as Coerce).coerce(...args);
