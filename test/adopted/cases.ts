import type { ApplicationClass } from '../../src/workspace/workspace';
import { caseFolder, manifestsAt } from '../helpers/cases';
import AksStore from './aks-store/apps/aks-store';
import Garbo from './garbo/apps/garbo';
import CostManagementSystem from './gcp-finops/apps/cost-management-system';
import Kubecost from './gcp-finops/apps/kubecost';
import MoladinFinops from './gcp-finops/apps/moladin-finops';
import LaaFeeCalculator from './laa-fee-calculator/apps/laa-fee-calculator';
import DjangoApplication from './painless-django/apps/application';
import DjangoDatabase from './painless-django/apps/database';
import VotingApp from './voting-app/apps/voting-app';

/** A workspace beside this file in one of its environments, and what it was written after. */
export interface Case {
  /** Folder of the workspace beside this file. */
  readonly workspace: string;
  readonly environment: string;
  /** Applications by id, each with the files or folders of the original that it is to become. */
  readonly applications: Readonly<Record<string, readonly [ApplicationClass, ...originals: string[]]>>;
  /**
   * How much of the original the model has to say itself. What is below 1 are whole foreign objects: the Secrets of
   * `aks-store`, whose content stands in its files, and the RoleBindings of `painless-django`, which give people rights.
   */
  readonly share: number;
}

const services = ['ai-service', 'makeline-service', 'order-service', 'product-service', 'store-admin', 'store-front'];

/** The published forms of the store, without the custom resources of the overlay `kaito`. */
const aksStore: Readonly<Record<string, readonly string[]>> = {
  'all-in-one': ['aks-store-all-in-one.yaml'],
  quickstart: ['aks-store-quickstart.yaml'],
  kustomize: ['kustomize/base'],
  kaito: ['kustomize/base', 'kustomize/overlays/kaito/ai-service.yaml'],
  azd: services.map((service) => `kustomize/overlays/azd/${service}`),
};

const development = 'gcp-finops/kubernetes/development';
const production = 'gcp-finops/kubernetes/production';
const files = (folder: string, names: readonly string[]) => names.map((name) => `${folder}/${name}.yaml`);
const jobs = (folder: string, names: readonly string[]) => files(`${folder}/cronjob`, names);
const shared = ['kubecost_check_status', 'kubecost_insert_data'];
const ofSystem = ['send_report', 'sync_gcp_cost'];
const ofRelease = ['kubecost_check_uncategorized', 'send_data_report', 'sync_index', 'sync_tf_cost'];
const ofFinops = ['v2_send_report', 'v2_sync_gcp_cost_resource', 'v2_sync_gcp_label', 'v2_sync_index'];

/** The objects of each environment by their namespaces, which are applications here. */
const gcpFinops: Readonly<Record<string, Case['applications']>> = {
  development: {
    'cost-management-system': [
      CostManagementSystem,
      ...files(development, ['deployment', 'ingress', 'service']),
      ...jobs(development, ofSystem),
    ],
    kubecost: [Kubecost, ...jobs(development, shared)],
  },
  production: {
    'cost-management-system': [
      CostManagementSystem,
      ...files(production, ['deployment', 'ingress', 'ingress-data', 'service']),
      ...jobs(production, [...ofSystem, ...ofRelease]),
    ],
    kubecost: [Kubecost, ...jobs(production, shared)],
    'moladin-finops': [MoladinFinops, ...jobs(production, ofFinops)],
  },
};

export const cases: readonly Case[] = [
  {
    workspace: 'voting-app',
    environment: 'here',
    applications: { 'voting-app': [VotingApp, 'voting-app/k8s-specifications'] },
    share: 1,
  },
  ...['dev', 'staging', 'production'].map((environment) => ({
    workspace: 'laa-fee-calculator',
    environment,
    applications: {
      'laa-fee-calculator': [LaaFeeCalculator, `laa-fee-calculator/kubernetes_deploy/live/${environment}`] as const,
    },
    share: 1,
  })),
  ...['staging', 'production'].map((environment) => ({
    workspace: 'garbo',
    environment,
    applications: { garbo: [Garbo, `garbo/rendered/Klimatbyran+garbo_k8s_overlays_${environment}.yaml`] as const },
    share: 1,
  })),
  ...['development', 'integration', 'production'].map((environment) => ({
    workspace: 'painless-django',
    environment,
    applications: {
      application: [DjangoApplication, `painless-django/kustomize-build/application-${environment}.yaml`] as const,
      database: [DjangoDatabase, `painless-django/kustomize-build/database-${environment}.yaml`] as const,
    },
    share: 0.925,
  })),
  ...Object.entries(aksStore).map(([environment, files]) => ({
    workspace: 'aks-store',
    environment,
    applications: { 'aks-store': [AksStore, ...files.map((file) => `aks-store/${file}`)] as const },
    share: environment === 'all-in-one' ? 0.97 : 1,
  })),
  ...Object.entries(gcpFinops).map(([environment, applications]) => ({
    workspace: 'gcp-finops',
    environment,
    applications,
    share: 1,
  })),
];

/** What no cluster serves any more, and towpath refuses; the successors have the same fields. */
const successors: Readonly<Record<string, string>> = {
  'batch/v1beta1 CronJob': 'batch/v1',
  'v1 Route': 'route.openshift.io/v1',
};

/** The objects of an original, as a cluster of today would take them. Undefined if a file or folder is missing. */
export function originalAt(names: readonly string[]): object[] | undefined {
  const paths = names.map(caseFolder);
  if (paths.includes(undefined)) return undefined;
  const objects = paths.flatMap((path) => manifestsAt(path as string)) as { apiVersion: string; kind: string }[];
  return objects
    .filter(({ kind }) => kind !== 'Kustomization')
    .map((object) => {
      const { apiVersion, kind } = object;
      return { ...object, apiVersion: successors[`${apiVersion} ${kind}`] ?? apiVersion };
    });
}
