import { checkOptions } from '../../workspace/check-options';
import { type InitOptions, type InitPlan, planInit } from './init-plan';

/** The files that `init` would write with their texts, and those that it would leave as they are. */
export type InitPreview = Pick<InitPlan, 'kept' | 'texts'>;

/**
 * Says which files `init` would write with the same options, and writes none.
 * @throws TowpathError as `init` does
 */
export function previewInit(options: InitOptions = {}): InitPreview {
  checkOptions(options);
  const { kept, texts } = planInit(options);
  return { kept, texts };
}
