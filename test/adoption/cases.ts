import { caseFolder } from '../helpers/cases';

/** An application of others, with the file or folder of each environment below the folder of cases. */
export interface AdoptedCase {
  readonly application: string;
  readonly sources: Readonly<Record<string, string>>;
  /** How much of the objects the model has to say itself. */
  readonly share: number;
}

const laa = 'laa-fee-calculator/kubernetes_deploy/live';
const built = 'painless-django/kustomize-build';
const store = 'aks-store/';
const overlay = (environment: string) => `garbo/rendered/Klimatbyran+garbo_k8s_overlays_${environment}.yaml`;
const django = (name: string) => ({
  development: `${built}/${name}-development.yaml`,
  integration: `${built}/${name}-integration.yaml`,
  production: `${built}/${name}-production.yaml`,
});

export const adoptedCases: readonly AdoptedCase[] = [
  { application: 'voting-app', sources: { here: 'voting-app/k8s-specifications' }, share: 0.97 },
  {
    application: 'laa-fee-calculator',
    sources: { dev: `${laa}/dev`, staging: `${laa}/staging`, production: `${laa}/production` },
    share: 0.97,
  },
  { application: 'garbo', sources: { staging: overlay('staging'), production: overlay('production') }, share: 0.97 },
  { application: 'aks-store', sources: { 'all-in-one': `${store}aks-store-all-in-one.yaml` }, share: 0.97 },
  { application: 'quickstart', sources: { here: `${store}aks-store-quickstart.yaml` }, share: 0.97 },
  {
    application: 'finops',
    sources: { development: 'gcp-finops/kubernetes/development', production: 'gcp-finops/kubernetes/production' },
    share: 0.97,
  },
  // The RoleBindings stand as they were found. Together with the database it is 92 %.
  { application: 'application', sources: django('application'), share: 0.895 },
  { application: 'database', sources: django('database'), share: 1 },
];

/** The sources of a case with their places on this machine; undefined where the cases are absent. */
export function placesOf({ sources }: AdoptedCase): Record<string, string> | undefined {
  const places = Object.entries(sources).map(([environment, path]) => [environment, caseFolder(path)] as const);
  return places.some(([, place]) => place === undefined)
    ? undefined
    : (Object.fromEntries(places) as Record<string, string>);
}
