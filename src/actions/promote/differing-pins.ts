import type { ApplicationAssembly } from '../../assembly/application-assembly';
import { type Issue, warningIssue } from '../../diagnostics';
import { isSameVersion, versionText } from '../../model/image-version';
import { imageUses } from '../../promotion/image-use';
import type { Move } from '../../promotion/moves';
import { flowImageKey, flowKey } from '../../promotion/selection';
import type { SourceFlow, SourceImage } from '../../promotion/source-flow';

/** Warnings for flows that move, and that run another version in the source than its files pin. */
export function differingPins(
  source: readonly ApplicationAssembly[],
  flows: readonly SourceFlow[],
  moves: readonly Move[],
  name: string,
): Issue[] {
  const running = new Map(
    flows.flatMap((flow) =>
      flow.images.map((image): [string, SourceImage] => [flowImageKey({ ...flow, ...image }), image]),
    ),
  );
  const moving = new Set<string>(moves.map(flowImageKey));
  const found = new Map<string, Issue>();
  for (const use of source.flatMap(({ model }) => imageUses(model))) {
    const key = flowImageKey(use);
    const version = running.get(key);
    if (!version || !moving.has(key) || isSameVersion(version, use)) continue;
    const message = `\`${flowKey(use)}\` runs ${versionText(version)} in \`${name}\`, and its environment file pins ${versionText(use) || 'nothing'}`;
    found.set(key, warningIssue('promotion-differs-from-pin', message, { path: flowKey(use) }));
  }
  return [...found.values()];
}
