import type { ApplicationClass } from '../../src/workspace/workspace';
import { manifestsAt } from '../helpers/cases';
import Garbo from './garbo/apps/garbo';
import LaaFeeCalculator from './laa-fee-calculator/apps/laa-fee-calculator';
import DjangoApplication from './painless-django/apps/application';
import DjangoDatabase from './painless-django/apps/database';
import VotingApp from './voting-app/apps/voting-app';

/** A workspace beside this file in one of its environments, and what it was written after. */
export interface Case {
  /** Folder of the workspace beside this file. */
  readonly workspace: string;
  readonly environment: string;
  /** Applications by id, each with the original of what it is to become. */
  readonly applications: Readonly<Record<string, readonly [ApplicationClass, string]>>;
  /** How much of the original the model has to say itself. */
  readonly share: number;
}

export const cases: readonly Case[] = [
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

/** The objects of an original, as a cluster of today would take them. */
export function originalAt(path: string): object[] {
  return manifestsAt(path).map((object) => {
    const { apiVersion, kind } = object as { apiVersion: string; kind: string };
    return { ...object, apiVersion: successors[`${apiVersion} ${kind}`] ?? apiVersion };
  });
}
