import { compose } from './compose';
import { pulumi } from './pulumi/target';
import type { Target } from './target';
import { yaml } from './yaml/target';

/** The built-in targets. The first one is used if `towpath.yaml` lists no targets. */
export const registry: readonly Target[] = [yaml, compose, pulumi];
