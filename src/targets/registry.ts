import { compose } from './compose';
import { pulumi } from './pulumi/target';
import type { Target } from './target';
import { yaml } from './yaml/target';

/** The targets that towpath has. The first is written where `towpath.yaml` lists none. */
export const registry: readonly Target[] = [yaml, compose, pulumi];
