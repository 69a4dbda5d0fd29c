import { printableLine } from '../../diagnostics';
import { heldVersionText } from '../../environments/hold-properties';
import { dnsLabel } from '../../model/formats';
import { type LiftedRule, liftedRules } from '../../promotion/lifted-rule';
import { fullCommit } from '../../release/store/record-schema';
import { runGit } from '../git/run-git';
import { trailers } from '../promote/endings/commit-message';

/** A commit that promoted or pinned versions of one application in an environment, from its trailers. */
export interface CommittedPromotion {
  readonly application: string;
  readonly environment: string;
  readonly commit: string;
  /** The time of the commit. ISO 8601. */
  readonly at: string;
  /** Who committed: name and address, as git writes them. */
  readonly by: string;
  /** The environment that the versions were promoted from. Absent if they were pinned. */
  readonly from?: string;
  readonly why?: string;
  /** Why it was made although a gate was closed. */
  readonly override?: string;
  /** The rules that it broke because its caller allowed it. Absent if it broke none. */
  readonly lifted?: readonly LiftedRule[];
  readonly versions: readonly { readonly flows: readonly string[]; readonly version: string }[];
}

/** How many commits are read at most. */
const longestList = 1000;

/** Longer values are cut off. */
const longestText = 1024;

/** Separates fields. It is a control character, which no trailer of towpath contains. */
const fieldMark = '\u001f';
const valueMark = '\u001e';

/** The promotions to an environment, and its pins, that the checked-out branch contains, newest first. Empty without git. */
export function committedPromotions(root: string, environment: string): CommittedPromotion[] {
  const names = [
    trailers.from,
    trailers.to,
    trailers.version,
    trailers.by,
    trailers.why,
    trailers.override,
    trailers.lifted,
  ];
  const values = names.map((name) => `%(trailers:key=${name},valueonly,separator=%x1e)`);
  const { isDone, stdout } = runGit(root, [
    ...['-c', 'log.showSignature=false', 'log', '-z', `--max-count=${longestList}`, '--fixed-strings'],
    `--grep=${trailers.to}: ${environment}`,
    `--format=${['%H', '%cI', ...values].join('%x1f')}`,
    'HEAD',
    '--',
  ]);
  return isDone ? stdout.split('\0').flatMap((text) => promotionsIn(text.trim(), environment)) : [];
}

/** Such as `shop/web`. */
const flowOfApplication = /^[a-z0-9][a-z0-9-]{0,62}\/[A-Za-z0-9][\w.-]{0,62}$/;

/** Anybody can write a commit, so what does not look like a promotion of towpath is left out. */
function promotionsIn(text: string, environment: string): CommittedPromotion[] {
  const fields = text.split(fieldMark);
  if (fields.length !== 9) return [];
  const [commit = [], at = [], from = [], to = [], versions = [], by = [], why = [], override = [], despite = []] =
    fields.map(printableFields);
  const lifted = liftedRules(despite);
  if (!fullCommit.test(commit[0] ?? '') || from.length !== 1 || to.length !== 1 || to[0] !== environment) return [];
  if (from[0] && !dnsLabel.safeParse(from[0]).success) return [];
  // A commit of another program may have no moment.
  if (Number.isNaN(Date.parse(at[0] ?? ''))) return [];
  const found = new Map<string, { flows: string[]; version: string }[]>();
  for (const line of versions) {
    const [version = '', ...keys] = line.split(' ');
    if (!heldVersionText.safeParse(version).success) continue;
    for (const key of keys) {
      if (!flowOfApplication.test(key)) continue;
      const [application = '', flow = ''] = key.split('/');
      const own = found.get(application) ?? [];
      found.set(application, own);
      const group = own.find((one) => one.version === version);
      if (group) group.flows.push(flow);
      else own.push({ version, flows: [flow] });
    }
  }
  return [...found].map(([application, moved]) => ({
    ...{ application, environment, commit: commit[0] ?? '', at: at[0] ?? '', by: by[0] ?? '' },
    ...(from[0] && { from: from[0] }),
    ...(why[0] && { why: why[0] }),
    ...(override[0] && { override: override[0] }),
    ...(lifted.length > 0 && { lifted }),
    versions: moved,
  }));
}

function printableFields(field: string): string[] {
  return field.split(valueMark).map((value) => printableLine(value.trim().slice(0, longestText)));
}
