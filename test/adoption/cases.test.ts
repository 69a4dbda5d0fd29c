import { adopt } from '../../src/actions/adopt/adopt';
import { IssueCollector } from '../../src/diagnostics';
import { leaves } from '../../src/equivalence';
import { loadApplications } from '../../src/workspace/load-applications';
import { escapes } from '../adopted/escapes';
import { manifestsAt } from '../helpers/cases';
import { workspaceWith } from '../helpers/workspace';
import { textOf } from '../project/repository';
import { type AdoptedCase, adoptedCases, placesOf } from './cases';

describe.each(adoptedCases)('$application', (one) => {
  const sources = placesOf(one);
  const { application, share } = one;

  (sources ? it : it.skip)(`makes the same objects, ${100 * share} % of their fields through the model`, async () => {
    const root = workspaceWith({});
    const { differences, written } = await adopt({ root, application, sources: sources ?? {} });
    expect(differences).toEqual([]);
    expect(written).toContain(`apps/${application}.ts`);
    const { applications } = await loadApplications(root, new IssueCollector(), true);
    const construct = applications[0]?.construct;
    if (!construct) throw new Error('the application cannot be loaded');
    const environments = Object.entries(sources ?? {});
    const all = environments.flatMap(([, path]) => manifestsAt(path).flatMap((object) => leaves(object)));
    const escaped = environments.flatMap(([environment]) => escapes(construct, application, environment, root));
    expect(escaped.length).toBeLessThanOrEqual((1 - share) * all.length);
  });
});

const voting = adoptedCases.find(({ application }) => application === 'voting-app') as AdoptedCase;
const places = placesOf(voting);

(places ? it : it.skip)('docs/guide.md shows the program of the voting application as it is written', async () => {
  const root = workspaceWith({});
  const { files } = await adopt({ root, application: 'voting-app', sources: places ?? {}, dryRun: true });
  expect(textOf('docs/guide.md')).toContain(`// apps/voting-app.ts\n${files['apps/voting-app.ts']}`);
});
