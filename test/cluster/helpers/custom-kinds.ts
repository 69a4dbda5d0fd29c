import { caseFolder } from '../../helpers/cases';
import { kubectl } from './kubectl';

/** The definition of OpenShift's Route; undefined, with a printed reason, where it is absent. */
export const routes = caseFolder('crds/openshift-routes-crd.yaml');

/** Has the server know it. */
export function haveRoutes(): void {
  if (routes === undefined) return;
  kubectl(['apply', '--server-side', '-f', routes]);
  kubectl(['wait', '--for=condition=established', '--timeout=60s', '-f', routes]);
}
