import { findEnvironment } from '../../assembly/assemble-workspace';
import { errorIssue, formatPath, type Issue, IssueCollector, warningIssue } from '../../diagnostics';
import { applicationOverlay, type Environment, locateIn } from '../../environments/environment';
import type { PlacedPin } from '../../environments/pin-places';
import { checkOptions } from '../../workspace/check-options';
import { type LoadOptions, loadWorkspace } from '../../workspace/load';
import { pinMessage } from '../edit/messages';
import { type CommitOptions, type EditResult, preparedEdits } from '../edit/prepared-edits';
import type { Build } from '../synth/build';
import { pinYamlEdits } from './edited-files';
import { pinPaths } from './pin-location';
import { type PinRequest, parsePin } from './pin-request';
import { withTagOfCommit } from './tag-of-commit';

export interface PinOptions extends LoadOptions, CommitOptions {
  readonly environment: string;
  /**
   * `APP=TAG`, `APP/IMAGE=TAG` or `APP/FLOW=TAG`, each with a tag, a digest, or `TAG@DIGEST`. With `fromGit`, `APP`,
   * `APP/IMAGE` or `APP/FLOW`.
   */
  readonly pins: readonly string[];
  /**
   * Set the tag of git that stands on the checked-out commit. Of several tags, the latest version is set.
   * @default each pin names its version
   */
  readonly fromGit?: boolean | undefined;
}

export interface PinResult extends EditResult {
  readonly warnings: readonly Issue[];
}

/**
 * Edits the pins of an environment's files and keeps every other byte. With `commit` it also synthesizes the output, and
 * commits both.
 *
 * @throws TowpathError with everything that is wrong; then nothing was written
 */
export async function pin(options: PinOptions): Promise<PinResult> {
  checkOptions(options, ['environment', 'pins']);
  const workspace = await loadWorkspace(options);
  const environment = findEnvironment(workspace, options.environment);
  const problems = new IssueCollector();
  problems.add(...workspace.issues);
  const texts = options.fromGit ? withTagOfCommit(workspace.root, options.pins) : options.pins;
  const requests = texts.flatMap((text): PinRequest[] => {
    const { request, issue } = parsePin(text);
    if (issue) problems.add(issue);
    return request ? [request] : [];
  });
  const pathOf = pinPaths(workspace, environment, problems);
  const pins = requests.flatMap((request): (PinRequest & PlacedPin)[] => {
    const path = pathOf(request);
    return path ? [{ ...request, path }] : [];
  });
  problems.add(...contradictions(pins));
  problems.throwIfErrors();
  problems.add(...shadowed(environment, requests));
  const { root } = workspace;
  const message = (by: string, before: Build, after: Build) => pinMessage(environment.name, by, before, after);
  const write = await preparedEdits({ root, environment, edits: pinYamlEdits(pins), holder: 'pin', message }, options);
  return { ...(await write()), warnings: problems.issues };
}

/** An issue for each pin of an image or application that an earlier pin of the call sets to another version. */
function contradictions(pins: readonly (PinRequest & PlacedPin)[]): Issue[] {
  const first = new Map<string, PinRequest>();
  return pins.flatMap((request) => {
    const { tag, digest, text } = request;
    const subject = subjectOf(request);
    const earlier = first.get(subject);
    first.set(subject, earlier ?? request);
    if (!earlier || (earlier.tag === tag && earlier.digest === digest)) return [];
    const message = `\`${subject}\` is pinned twice, to different versions: \`${earlier.text}\` and \`${text}\``;
    return [errorIssue('pin-twice', message, { path: text, hint: 'leave out one of them' })];
  });
}

/** What a pin is about: an application, or one of its images or flows. */
function subjectOf({ app, name }: Pick<PinRequest, 'app' | 'name'>): string {
  return name === undefined ? app : `${app}/${name}`;
}

/** Pins of images and flows that override the new pin of their application. */
function shadowed(environment: Environment, requests: readonly PinRequest[]): Issue[] {
  const pinned = new Set(requests.map(subjectOf));
  return requests.flatMap(({ app, name }) => {
    if (name !== undefined) return [];
    const { images, flows } = applicationOverlay(environment, app);
    const nearer = Object.entries({ images, flows }).flatMap(([table, entries]) =>
      Object.entries(entries ?? {}).map(([entry, pin]) => ({ entry, pin, path: ['apps', app, table, entry] })),
    );
    return nearer.flatMap(({ entry, pin, path }): Issue[] => {
      const currentPin = pin?.tag ?? pin?.digest;
      if (!currentPin || pinned.has(subjectOf({ app, name: entry }))) return [];
      const location = locateIn(environment, path);
      return [
        warningIssue(
          'pin-shadowed',
          `\`${entry}\` keeps its own pin \`${currentPin}\`, which overrides the pin of the application`,
          {
            path: formatPath(path),
            location,
          },
        ),
      ];
    });
  });
}
