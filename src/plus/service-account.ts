import { Application } from '../applications/application';
import type { Flow } from '../applications/flow';
import { serviceAccountOf } from '../targets/kubernetes/plus-answers';
import type { PlusClasses } from './classes';

const viewId = 'plus-service-account';

/** The account of a flow's pods as an imported service account, which is not written. Each call returns the same one. */
export function serviceAccountView<ServiceAccount>(
  { ServiceAccount }: Pick<PlusClasses<never, ServiceAccount, unknown, unknown>, 'ServiceAccount'>,
  flow: Flow,
): ServiceAccount {
  const { name, namespace } = serviceAccountOf(Application.of(flow), flow);
  const known = flow.node.tryFindChild(viewId);
  if (known) return known as ServiceAccount;
  const options = namespace ? { namespaceName: namespace } : {};
  return ServiceAccount.fromServiceAccountName(flow, viewId, name, options);
}
