import { escapeHidden } from '../../data/escape-hidden';
import { valueAt } from '../../data/merge';
import { errorIssue, type Issue } from '../../diagnostics';
import { type Environment, isInitial } from '../../environments/environment';
import { withoutUndefined } from '../../model/compact';
import { formatImage, parseImage } from '../../model/image-reference';
import type { DesiredApplication, ReleasedFlow } from '../../release/desired';
import { podTemplateOf } from '../../targets/kubernetes/pod-template-of';

/**
 * The pins of a release that do not match its objects. A rollback writes pins into environment files, so a wrong pin
 * would bring an unseen version with the next deploy.
 *
 * @param flows the flows that are restored
 */
export function pinDisagreements(
  { flows: released, objects }: Pick<DesiredApplication, 'flows' | 'objects'>,
  flows: readonly string[],
  environment: Environment,
): Issue[] {
  return flows.flatMap((id): Issue[] => {
    const { image, tag, digest, builds } = released[id] as ReleasedFlow;
    if (image === undefined)
      return (tag ?? digest ?? builds)
        ? [disagrees(id, 'the record has a tag or digest of the flow, but no image')]
        : [];
    const parsed = parseImage(image);
    const pinned = parsed && formatImage({ repository: parsed.repository, ...withoutUndefined({ tag, digest }) });
    if (pinned !== image)
      return [
        disagrees(
          id,
          `the recorded pin is ${[tag, digest].filter(Boolean).join('@') || 'missing'}, but the recorded image is ${image}`,
        ),
      ];
    const run = objects.filter(({ flow }) => flow === id).flatMap(({ manifest }) => imagesIn(manifest));
    if (!run.includes(image))
      return [
        disagrees(id, `the recorded image is ${image}, but the recorded containers run ${run.join(', ') || 'none'}`),
      ];
    if (tag === 'latest' && !isInitial(environment))
      return [disagrees(id, `the recorded tag is \`latest\`, which cannot be pinned in \`${environment.name}\``)];
    return [];
  });
}

function imagesIn(manifest: Parameters<typeof podTemplateOf>[0]): string[] {
  // A record may contain anything: a value that is not a list contains no containers.
  const lists = ['containers', 'initContainers'].map((list) => valueAt(podTemplateOf(manifest), ['spec', list]));
  const images = lists.flatMap((list) => (Array.isArray(list) ? list.map((one) => valueAt(one, ['image'])) : []));
  return images.filter((image) => typeof image === 'string');
}

function disagrees(flow: string, problem: string): Issue {
  const message = escapeHidden(`the release record is wrong about the flow \`${flow}\`: ${problem}`);
  return errorIssue('release-record-invalid', message, { path: `flows.${flow}` });
}
