import { findEnvironment } from '../../assembly/assemble-workspace';
import { issueError } from '../../diagnostics';
import { type Environment, locateIn } from '../../environments/environment';
import type { Workspace } from '../../workspace/workspace';

/** The environment that versions are taken from, and the one that gets them. */
export interface EnvironmentPair {
  readonly source: Environment;
  readonly target: Environment;
  /** Whether the target does not promote from the source. */
  readonly skips: boolean;
}

/**
 * @param from the source. Without it, the only environment that the target promotes from
 * @throws TowpathError `unknown-environment`, `promotion-source-unclear` if the target promotes from several or none, or
 *   `promotion-skips-environment` if it does not promote from the source
 */
export function environmentPair(
  workspace: Pick<Workspace, 'environments' | 'issues'>,
  {
    from,
    to,
    skipEnvironments,
  }: { readonly from?: string | undefined; readonly to: string; readonly skipEnvironments: boolean },
): EnvironmentPair {
  const target = findEnvironment(workspace, to);
  const possible = target.props.promotesFrom ?? [];
  const source = findEnvironment(workspace, from ?? onlySource(target, possible));
  if (source === target) {
    throw issueError('promotion-source-unclear', `\`${to}\` cannot be promoted to itself`, {
      hint: sourcesHint(to, possible),
    });
  }
  const skips = !possible.includes(source.name);
  if (skips && !skipEnvironments) {
    const message = `\`${to}\` does not promote from \`${source.name}\``;
    const hint = `${sourcesHint(to, possible)}; \`--skip-environments\` promotes anyway`;
    const location = locateIn(target, ['promotesFrom']);
    throw issueError('promotion-skips-environment', message, { path: 'promotesFrom', location, hint });
  }
  return { source, target, skips };
}

function onlySource(target: Environment, possible: readonly string[]): string {
  const [only, ...others] = possible;
  if (only !== undefined && others.length === 0) return only;
  const message = only
    ? `\`${target.name}\` promotes from several environments: ${possible.join(', ')}`
    : `\`${target.name}\` is an initial environment and promotes from no other`;
  const hint = only ? `name one with \`--from\`, such as \`--from ${only}\`` : 'deploy to it with `towpath deploy`';
  throw issueError('promotion-source-unclear', message, { hint, location: locateIn(target, ['promotesFrom']) });
}

function sourcesHint(to: string, possible: readonly string[]): string {
  if (possible.length === 0) return `\`${to}\` is an initial environment; set its \`promotesFrom\``;
  return `\`${to}\` promotes from ${possible.map((name) => `\`${name}\``).join(' or ')}`;
}
