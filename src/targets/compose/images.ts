import { errorIssue, type Issue } from '../../diagnostics';
import { isWorkload } from '../../model/flow-spec';
import { formatImage, parseImage } from '../../model/image-reference';
import { containersOf } from '../../model/rules/rule';
import type { Context } from './context';

/**
 * Reports image names that no container engine accepts. `registry.mirrors` can produce such a name, and Compose accepts
 * any text.
 */
export function imageIssues({ model }: Context): Issue[] {
  return model.flows.flatMap(({ id, spec }) => {
    if (!isWorkload(spec)) return [];
    return containersOf(spec).flatMap(({ path, container }): Issue[] => {
      const image = container.image && formatImage(container.image);
      if (image === undefined || parseImage(image)) return [];
      const message = `found \`${image}\`; expected the name of an image, such as \`example/api:v1\``;
      const hint = 'check `registry.mirrors` of the environment: the name of an image must be in lower case';
      const where = [model.application, id, ...path, 'image'].join('.');
      return [errorIssue('invalid-value', message, { hint, path: where })];
    });
  });
}
