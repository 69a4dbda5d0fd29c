import { join } from 'node:path';
import { synthesize } from 'towpath/testing';
import type { ApplicationClass } from '../../src/assembly/workspace';
import { caseFolder, manifestsAt } from '../helpers/cases';
import { compare, leaves } from '../helpers/equivalence';
import { escapes } from './escapes';
import Garbo from './garbo/apps/garbo';
import LaaFeeCalculator from './laa-fee-calculator/apps/laa-fee-calculator';
import DjangoApplication from './painless-django/apps/application';
import DjangoDatabase from './painless-django/apps/database';
import VotingApp from './voting-app/apps/voting-app';

interface Case {
  /** Folder of the workspace beside this file. */
  readonly workspace: string;
  readonly environment: string;
  /** Applications by id, each with the original of what it is to become. */
  readonly applications: Readonly<Record<string, readonly [ApplicationClass, string]>>;
  /** How much of the original the model has to say itself. */
  readonly share: number;
}

const cases: Case[] = [
  {
    workspace: 'voting-app',
    environment: 'here',
    applications: { 'voting-app': [VotingApp, 'voting-app/k8s-specifications'] },
    share: 0.95,
  },
  ...['dev', 'staging', 'production'].map((environment) => ({
    workspace: 'laa-fee-calculator',
    environment,
    applications: {
      'laa-fee-calculator': [LaaFeeCalculator, `laa-fee-calculator/kubernetes_deploy/live/${environment}`] as const,
    },
    share: 0.95,
  })),
  ...['staging', 'production'].map((environment) => ({
    workspace: 'garbo',
    environment,
    applications: { garbo: [Garbo, `garbo/rendered/Klimatbyran+garbo_k8s_overlays_${environment}.yaml`] as const },
    share: 0.95,
  })),
  ...['development', 'integration', 'production'].map((environment) => ({
    workspace: 'painless-django',
    environment,
    applications: {
      application: [DjangoApplication, `painless-django/kustomize-build/application-${environment}.yaml`] as const,
      database: [DjangoDatabase, `painless-django/kustomize-build/database-${environment}.yaml`] as const,
    },
    share: 0.9,
  })),
];

/** What no cluster serves any more, and towpath refuses; the successors have the same fields. */
const successors: Readonly<Record<string, string>> = {
  'batch/v1beta1 CronJob': 'batch/v1',
  'v1 Route': 'route.openshift.io/v1',
};

function originalAt(path: string): object[] {
  return manifestsAt(path).map((object) => {
    const { apiVersion, kind } = object as { apiVersion: string; kind: string };
    return { ...object, apiVersion: successors[`${apiVersion} ${kind}`] ?? apiVersion };
  });
}

describe.each(cases)('$workspace in $environment', ({ workspace, environment, applications, share }) => {
  const root = join(__dirname, workspace);
  const each = Object.entries(applications).flatMap(([id, [construct, original]]) => {
    const folder = caseFolder(original);
    return folder ? [{ id, construct, original: originalAt(folder) }] : [];
  });

  it('equals its original, object by object', () => {
    for (const { id, construct, original } of each) {
      const { objects } = synthesize(construct, environment, { id, root });
      expect(compare(Object.values(objects), original)).toEqual([]);
    }
  });

  it(`is said through the model, for ${100 * share} % at least`, () => {
    const all = each.flatMap(({ original }) => original.flatMap((object) => leaves(object)));
    const escaped = each.flatMap(({ id, construct }) => escapes(construct, id, environment, root));
    expect(escaped.length).toBeLessThanOrEqual((1 - share) * all.length);
  });
});

it('finds what is said past the model', () => {
  const root = join(__dirname, 'painless-django');
  const escaped = escapes(DjangoApplication, 'application', 'production', root);
  // A patch, an override and a construct beside the flows.
  expect(escaped.join()).toContain('"matchLabels","name"');
  expect(escaped.join()).toContain('"labels","component"');
  expect(escaped.join()).toContain('"demo4501@appuio.ch"');
});
